using Rl.Experiments.Commands;

return await CommandErrors.RunAsync(cancellation => RootVerb.RunAsync(args, cancellation)).ConfigureAwait(false);
