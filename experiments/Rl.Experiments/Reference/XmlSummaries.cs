using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Rl.Experiments.Reference;

/// <summary>The summaries of properties and types, from the XML files that the compiler leaves beside the assemblies.</summary>
public sealed partial class XmlSummaries
{
    private readonly Dictionary<Assembly, Dictionary<string, XElement>> _files = [];

    /// <summary>A property's summary as Markdown on one line.</summary>
    /// <exception cref="FileNotFoundException">The assembly's XML file is not there.</exception>
    public string Of(PropertyInfo property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return Summary(property.DeclaringType!.Assembly, $"P:{property.DeclaringType.FullName!.Replace('+', '.')}.{property.Name}");
    }

    /// <summary>A type's summary as Markdown on one line.</summary>
    /// <exception cref="FileNotFoundException">The assembly's XML file is not there.</exception>
    public string Of(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Summary(type.Assembly, $"T:{type.FullName!.Replace('+', '.')}");
    }

    private string Summary(Assembly assembly, string member)
    {
        if (!_files.TryGetValue(assembly, out var members))
        {
            _files.Add(assembly, members = Read(Path.ChangeExtension(assembly.Location, ".xml")));
        }

        return members.TryGetValue(member, out var summary) ? Spaces().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim() : "";
    }

    private static Dictionary<string, XElement> Read(string path) => XDocument.Load(path).Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value.Replace("|", "\\|", StringComparison.Ordinal),
        XElement { Name.LocalName: "see" } see => $"`{NameOf(see)}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => "",
    };

    /// <summary>The last part of what is referred to, as settings are written where it is one.</summary>
    private static string NameOf(XElement see)
    {
        var target = see.Attribute("cref")?.Value ?? see.Attribute("langword")?.Value ?? see.Value;
        var name = target[(target.LastIndexOf('.') + 1)..];
        return target.StartsWith("P:", StringComparison.Ordinal) ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name) : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
