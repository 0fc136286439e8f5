package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.Tokens;
import dev.redline.rag.judge.prompt.Conversation;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls as Bedrock's requests, Bedrock's responses as replies. Throws what the SDK throws. */
final class Wire {

  private final BedrockRuntimeClient client;

  Wire(BedrockRuntimeClient client) {
    this.client = client;
  }

  ModelReply send(ModelCall call, CallTrace trace) {
    return call instanceof TextEmbedding embedding
        ? invoke(embedding, trace)
        : converse((Conversation) call, trace);
  }

  private ModelReply converse(Conversation call, CallTrace trace) {
    ContentBlock prompt = ContentBlock.fromText(call.prompt().user());
    ConverseResponse response =
        client.converse(
            ConverseRequest.builder()
                .modelId(call.modelId())
                .system(SystemContentBlock.fromText(call.prompt().system()))
                .messages(Message.builder().role(ConversationRole.USER).content(prompt).build())
                .inferenceConfig(
                    c -> c.temperature(Conversation.TEMPERATURE).maxTokens(call.maxTokens()))
                .toolConfig(call.schema().map(Tools::only).orElse(null))
                .overrideConfiguration(traced(trace))
                .build());
    TokenUsage usage = response.usage();
    if (usage != null && usage.inputTokens() != null && usage.outputTokens() != null) {
      trace.settle(new Tokens(usage.inputTokens(), usage.outputTokens()));
    }
    return reply(response, trace);
  }

  private static ModelReply reply(ConverseResponse response, CallTrace trace) {
    ConverseOutput output = response.output();
    Message message = output == null ? null : output.message();
    String body = trace.body();
    ModelReply.End end = end(response, message, body);
    if (end == ModelReply.End.FINISHED && (message == null || message.content().isEmpty())) {
      throw FaultyReplyException.noMessage(body);
    }
    return ModelReply.of(message == null ? "" : text(message), end);
  }

  private static String text(Message message) {
    return Tools.input(message)
        .orElseGet(
            () ->
                message.content().stream()
                    .filter(block -> block.text() != null)
                    .map(ContentBlock::text)
                    .collect(Collectors.joining()));
  }

  /** A reason that is not known is no end. */
  private static ModelReply.End end(
      ConverseResponse response, @Nullable Message message, String body) {
    if (response.stopReason() == null) {
      throw message == null
          ? FaultyReplyException.noMessage(body)
          : FaultyReplyException.withoutReason(body);
    }
    return switch (response.stopReason()) {
      case END_TURN, STOP_SEQUENCE, TOOL_USE -> ModelReply.End.FINISHED;
      case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> ModelReply.End.CUT_OFF;
      default -> throw FaultyReplyException.stopped(response.stopReasonAsString(), body);
    };
  }

  private ModelReply invoke(TextEmbedding call, CallTrace trace) {
    Map<String, Object> body = new HashMap<>();
    body.put("inputText", call.text());
    call.model().dimensions().ifPresent(d -> body.put("dimensions", d));
    String text =
        client
            .invokeModel(
                InvokeModelRequest.builder()
                    .modelId(call.modelId())
                    .contentType("application/json")
                    .body(SdkBytes.fromByteArray(JsonMapper.shared().writeValueAsBytes(body)))
                    .overrideConfiguration(traced(trace))
                    .build())
            .body()
            .asUtf8String();
    settle(text, trace);
    return ModelReply.of(text, ModelReply.End.FINISHED);
  }

  private static void settle(String body, CallTrace trace) {
    try {
      long tokens = JsonMapper.shared().readTree(body).path("inputTextTokenCount").asLong(-1);
      if (tokens >= 0) {
        trace.settle(new Tokens(tokens, 0));
      }
    } catch (JacksonException e) {
      // Whoever reads the body will say so; what it may have cost stays set aside.
    }
  }

  private static AwsRequestOverrideConfiguration traced(CallTrace trace) {
    return AwsRequestOverrideConfiguration.builder()
        .putExecutionAttribute(CallInterceptor.TRACE, trace)
        .build();
  }
}
