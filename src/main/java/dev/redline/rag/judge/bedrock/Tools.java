package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.reply.ReplySchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolChoice;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ToolInputSchema;
import software.amazon.awssdk.services.bedrockruntime.model.ToolSpecification;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlock;
import tools.jackson.databind.json.JsonMapper;

/** A schema as the only tool that a model may use: what it would call it with is its reply. */
final class Tools {

  private Tools() {}

  static ToolConfiguration only(ReplySchema schema) {
    ToolSpecification tool =
        ToolSpecification.builder()
            .name(schema.key())
            .description("Takes the reply.")
            .inputSchema(ToolInputSchema.fromJson(document(schema.schema())))
            .build();
    return ToolConfiguration.builder()
        .tools(Tool.fromToolSpec(tool))
        .toolChoice(ToolChoice.fromTool(choice -> choice.name(schema.key())))
        .build();
  }

  /** What the tool was called with, as JSON; empty if it was not called, or more than once. */
  static Optional<String> input(Message message) {
    List<ToolUseBlock> uses =
        message.content().stream().map(ContentBlock::toolUse).filter(Objects::nonNull).toList();
    return uses.size() == 1
        ? Optional.of(JsonMapper.shared().writeValueAsString(uses.get(0).input().unwrap()))
        : Optional.empty();
  }

  private static Document document(Object value) {
    if (value instanceof Map<?, ?> map) {
      return Document.fromMap(
          map.entrySet().stream()
              .collect(Collectors.toMap(e -> e.getKey().toString(), e -> document(e.getValue()))));
    }
    if (value instanceof Collection<?> list) {
      return Document.fromList(list.stream().map(Tools::document).toList());
    }
    return value instanceof Boolean flag
        ? Document.fromBoolean(flag)
        : Document.fromString(value.toString());
  }
}
