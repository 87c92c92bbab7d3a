namespace Rl.Pretrain.Contractor;

/// <summary>Gives a file's lines one by one as bytes, with a buffer no larger than the longest line. Does not own the stream.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line, in bytes; those of a recorder are some thousands.</summary>
    public const int MaximumLineBytes = 1 << 24;

    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Lines given so far.</summary>
    public int LineNumber { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <param name="line">The line without its line feed; valid until the next call.</param>
    /// <returns>False after the last line. A line feed at the file's very end begins no line.</returns>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaximumLineBytes"/>.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var feed = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (feed >= 0)
            {
                line = _buffer.AsSpan(_start, searched + feed);
                _start += line.Length + 1;
                LineNumber++;
                return true;
            }

            searched = _end - _start;
            if (_isAtEnd)
            {
                line = _buffer.AsSpan(_start, searched);
                _start = _end;
                LineNumber += searched > 0 ? 1 : 0;
                return searched > 0;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        else if (_end == _buffer.Length)
        {
            if (_end >= MaximumLineBytes)
            {
                throw new InvalidDataException($"the line has more than {MaximumLineBytes} bytes");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = stream.Read(_buffer, _end, _buffer.Length - _end);
        _isAtEnd = count == 0;
        _end += count;
    }
}
