namespace Rl.Env.Actions;

/// <summary>Maps camera motion in degrees to bins, finer near zero (μ-law), as VPT's action space does (arXiv 2206.11795, appendix C).</summary>
public sealed class CameraQuantizer
{
    // The first angle of bins 1 to 10 as the reference's own arithmetic has it. One of them lies a last bit away from where Math.Log puts it,
    // and libraries differ there, so the published settings are decided by comparison.
    private static readonly double[] PublishedEdges =
    [
        -7.654727864164493, -4.357656669484114, -2.3166247903554, -1.0531364136588446, -0.27098161521014036,
        0.2709816152101404, 1.053136413658845, 2.3166247903553994, 4.3576566694841175, 7.65472786416449,
    ];

    private readonly CameraQuantizerConfig _config;
    private readonly bool _isPublished;
    private readonly double[] _degrees;

    /// <summary>Prepares the table of bin centres.</summary>
    public CameraQuantizer(CameraQuantizerConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config.Validated();
        _isPublished = config == new CameraQuantizerConfig();
        BinCount = (int)(2 * config.MaxDegrees / config.BinSize) + 1;
        _degrees = new double[BinCount];
        for (var bin = 0; bin < BinCount; bin++)
        {
            _degrees[bin] = Center(bin);
        }
    }

    /// <summary>The published quantiser: 11 bins of ±10 degrees.</summary>
    public static CameraQuantizer Default { get; } = new(new CameraQuantizerConfig());

    /// <summary>Bins per axis.</summary>
    public int BinCount { get; }

    /// <summary>The bin of no motion.</summary>
    public int NullBin => BinCount / 2;

    /// <summary>The bin of a motion; motions beyond the range are clipped.</summary>
    /// <exception cref="ArgumentException"><paramref name="degrees"/> is not a number.</exception>
    public int ToBin(double degrees)
    {
        if (double.IsNaN(degrees))
        {
            throw new ArgumentException("A camera motion is NaN; expected degrees.", nameof(degrees));
        }

        return _isPublished ? PublishedBin(degrees) : FoldedBin(degrees);
    }

    /// <summary>The motion in degrees at the centre of a bin.</summary>
    public double ToDegrees(int bin) => _degrees[bin];

    private static int PublishedBin(double degrees)
    {
        var bin = 0;
        while (bin < PublishedEdges.Length && degrees >= PublishedEdges[bin])
        {
            bin++;
        }

        return bin;
    }

    private int FoldedBin(double degrees)
    {
        var clipped = Math.Clamp(degrees, -_config.MaxDegrees, _config.MaxDegrees);
        var scaled = clipped / _config.MaxDegrees;
        var folded = Math.Sign(scaled) * (Math.Log(1 + (_config.Mu * Math.Abs(scaled))) / Math.Log(1 + _config.Mu)) * _config.MaxDegrees;

        // numpy rounds halves to even, and so does Math.Round by default.
        return (int)Math.Round((folded + _config.MaxDegrees) / _config.BinSize);
    }

    private double Center(int bin)
    {
        var folded = ((bin * _config.BinSize) - _config.MaxDegrees) / _config.MaxDegrees;
        return Math.Sign(folded) * (1.0 / _config.Mu) * (Math.Pow(1 + _config.Mu, Math.Abs(folded)) - 1) * _config.MaxDegrees;
    }
}
