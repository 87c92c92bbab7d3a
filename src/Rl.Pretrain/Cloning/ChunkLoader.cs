using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Rl.Env;

namespace Rl.Pretrain.Cloning;

/* ChunkLoader must
 * - hand out exactly the chunks that SequenceStreams gives, in order
 * - know where the streams stood after the chunk that was handed out last, though reading is ahead of it
 * - read on a thread of its own, at most Ahead chunks ahead; nobody but that thread touches the streams while it lives
 * - hand on what went wrong while reading to whoever asks for the next chunk
 */

/// <summary>Reads the next chunks of streams while the last one is being learned from.</summary>
internal sealed class ChunkLoader : IDisposable
{
    private const int Ahead = 2;

    private readonly SequenceStreams _streams;
    private readonly SequenceChunk[] _chunks;
    private Reading? _reading;
    private SequenceChunk? _taken;
    private StreamState _state;

    /// <param name="streams">What is read; the loader's from now on.</param>
    /// <param name="count">Streams in a chunk.</param>
    /// <param name="length">Frames of each.</param>
    /// <param name="size">Size of the frames.</param>
    public ChunkLoader(SequenceStreams streams, int count, int length, FrameSize size)
    {
        _streams = streams;
        _state = streams.State;

        // One is learned from, one is being filled.
        _chunks = [.. Enumerable.Range(0, Ahead + 2).Select(_ => new SequenceChunk(count, length, size))];
    }

    /// <summary>Where the streams stood after the chunk that was handed out last; setting it goes on from there.</summary>
    public StreamState State
    {
        get => _state;
        set
        {
            Stop();
            _streams.State = value;
            _state = value;
        }
    }

    /// <summary>The next chunk, good until the next call.</summary>
    public SequenceChunk Next()
    {
        _reading ??= new Reading(_streams, _chunks);
        if (_taken is { } read)
        {
            _reading.GiveBack(read);
        }

        (_taken, _state) = _reading.Take();
        return _taken;
    }

    /// <inheritdoc />
    public void Dispose() => Stop();

    private void Stop()
    {
        _reading?.Dispose();
        (_reading, _taken) = (null, null);
    }

    /// <summary>One life of the reading thread.</summary>
    private sealed class Reading : IDisposable
    {
        private readonly BlockingCollection<SequenceChunk> _free = [];
        private readonly BlockingCollection<(SequenceChunk Chunk, StreamState After)> _filled = new(Ahead);
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _thread;
        private ExceptionDispatchInfo? _failure;

        public Reading(SequenceStreams streams, SequenceChunk[] chunks)
        {
            foreach (var chunk in chunks)
            {
                _free.Add(chunk);
            }

            _thread = new Thread(() => Read(streams)) { IsBackground = true, Name = "chunk loader" };
            _thread.Start();
        }

        public void GiveBack(SequenceChunk chunk) => _free.Add(chunk);

        public (SequenceChunk Chunk, StreamState After) Take()
        {
            if (_filled.TryTake(out var next, Timeout.Infinite))
            {
                return next;
            }

            _failure?.Throw();
            throw new ObjectDisposedException(nameof(ChunkLoader));
        }

        public void Dispose()
        {
            _stop.Cancel();
            _thread.Join();
            _free.Dispose();
            _filled.Dispose();
            _stop.Dispose();
        }

        private void Read(SequenceStreams streams)
        {
            try
            {
                while (true)
                {
                    var chunk = _free.Take(_stop.Token);
                    streams.Next(chunk);
                    _filled.Add((chunk, streams.State), _stop.Token);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Stopped; nobody waits.
            }
            catch (Exception failure) when (Keep(failure))
            {
                // Whoever asks for the next chunk gets it.
            }
            finally
            {
                _filled.CompleteAdding();
            }
        }

        private bool Keep(Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
            return true;
        }
    }
}
