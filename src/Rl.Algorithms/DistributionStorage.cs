namespace Rl.Algorithms;

/// <summary>The number format in which a policy's log-probabilities are kept between its pass and their use.</summary>
public enum DistributionStorage
{
    /// <summary>float32, 34 KiB a frame.</summary>
    Full,

    /// <summary>float16, half as much; renormalised when read, so that the KL to it stays a true KL of a slightly rounded policy.</summary>
    Half,
}
