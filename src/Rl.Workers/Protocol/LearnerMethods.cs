using System.Buffers;
using Grpc.Core;

namespace Rl.Workers.Protocol;

/// <summary>The calls a learner answers. MessagePack carries what is small; fragments and weights travel as raw bytes, copied once an end.</summary>
internal static class LearnerMethods
{
    public static readonly Method<DescribeRequest, RunDescription> Describe =
        new(MethodType.Unary, WireProtocol.ServiceName, nameof(Describe), Packed<DescribeRequest>(), Packed<RunDescription>());

    public static readonly Method<HelloRequest, HelloReply> Hello =
        new(MethodType.Unary, WireProtocol.ServiceName, nameof(Hello), Packed<HelloRequest>(), Packed<HelloReply>());

    public static readonly Method<Heartbeat, HeartbeatReply> Beat =
        new(MethodType.Unary, WireProtocol.ServiceName, nameof(Beat), Packed<Heartbeat>(), Packed<HeartbeatReply>());

    public static readonly Method<PolicyRequest, RawMessage> PolicyVersions =
        new(MethodType.ServerStreaming, WireProtocol.ServiceName, nameof(PolicyVersions), Packed<PolicyRequest>(), Raw());

    public static readonly Method<RawMessage, FragmentsReply> Fragments =
        new(MethodType.ClientStreaming, WireProtocol.ServiceName, nameof(Fragments), Raw(), Packed<FragmentsReply>());

    private static Marshaller<T> Packed<T>()
        where T : class
    {
        return Marshallers.Create(
            (message, context) => context.Complete(Messages.Pack(message)),
            context => Read<T>(context.PayloadAsReadOnlySequence().ToArray()));
    }

    private static T Read<T>(byte[] payload)
        where T : class
    {
        try
        {
            return Messages.Unpack<T>(payload);
        }
        catch (InvalidDataException exception)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, exception.Message, exception));
        }
    }

    private static Marshaller<RawMessage> Raw()
    {
        return Marshallers.Create(
            (message, context) =>
            {
                context.SetPayloadLength(message.WireBytes);
                message.WriteTo(context.GetBufferWriter());
                context.Complete();
            },
            context => RawMessage.Receive(context.PayloadAsReadOnlySequence()));
    }
}
