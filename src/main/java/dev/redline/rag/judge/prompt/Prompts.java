package dev.redline.rag.judge.prompt;

import dev.redline.files.Sha256;
import dev.redline.rag.Claim;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.reply.ClaimLine;
import dev.redline.rag.judge.reply.ReplyFormat;
import dev.redline.rag.judge.reply.ReplySchema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model is asked, with the limits that belong to it. */
public final class Prompts {

  /** Claims that are checked in one prompt. */
  public static final int JOINT_CLAIMS = 5;

  private static final int EXTRACTION_TOKENS = 1000;
  private static final int JOINT_TOKENS = 10 * JOINT_CLAIMS + 100;
  private static final int SINGLE_TOKENS = 10;
  private static final int ANSWER_TOKENS = 600;

  /** What the keys and brackets of JSON take. */
  private static final int SCHEMA_TOKENS = 30;

  private final String modelId;
  private final ReplyFormat format;
  private final PromptTemplate extraction;
  private final PromptTemplate joint;
  private final PromptTemplate single;
  private final PromptTemplate answer = PromptTemplate.load("answer");

  public Prompts(String modelId, ReplyFormat format) {
    this.modelId = modelId;
    this.format = format;
    String suffix = format == ReplyFormat.SCHEMA ? "-schema" : "";
    this.extraction = PromptTemplate.load("extraction" + suffix);
    this.joint = PromptTemplate.load("joint" + suffix);
    this.single = PromptTemplate.load("single" + suffix);
  }

  public Conversation extraction(String question, String text) {
    return conversation(
        extraction,
        extractionTokens(),
        ReplySchema.CLAIMS,
        Map.of("question", List.of(question), "text", List.of(text)));
  }

  /** Asks about five claims at most: for fewer, as many tokens are allowed as for five. */
  public Conversation joint(String question, List<Claim> claims, String reference) {
    String lines = claims.stream().map(ClaimLine::of).collect(Collectors.joining("\n"));
    return conversation(
        joint,
        withSchema(JOINT_TOKENS),
        ReplySchema.LABELS,
        checking(question, reference, "claims", lines));
  }

  public Conversation single(String question, Claim claim, String reference) {
    return conversation(
        single,
        withSchema(SINGLE_TOKENS),
        ReplySchema.LABELS,
        checking(question, reference, "claim", ClaimLine.of(claim)));
  }

  public Conversation answer(String question, List<Passage> context) {
    List<String> passages = context.stream().map(Prompts::passage).toList();
    return Conversation.ofText(
        modelId,
        answer.fill(Map.of("question", List.of(question), "passage", passages)),
        ANSWER_TOKENS);
  }

  /** Changes with every prompt and parameter by which a judge decides. */
  public String judgeSha256(CheckingMode checking) {
    String labels =
        checking == CheckingMode.JOINT
            ? joint.sha256() + withSchema(JOINT_TOKENS)
            : single.sha256() + withSchema(SINGLE_TOKENS);
    String all = extraction.sha256() + extractionTokens() + labels;
    return Sha256.of(all.getBytes(StandardCharsets.US_ASCII));
  }

  /** Changes with the prompt and the parameters by which a model answers. */
  public String answerSha256() {
    return Sha256.of((answer.sha256() + ANSWER_TOKENS).getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, List<String>> checking(
      String question, String reference, String place, String claims) {
    return Map.of(
        "question", List.of(question), "reference", List.of(reference), place, List.of(claims));
  }

  private static String passage(Passage passage) {
    return passage.title().isBlank() ? passage.text() : passage.title() + "\n" + passage.text();
  }

  /** A claim takes about twice as many tokens where its parts are named. */
  private int extractionTokens() {
    return format == ReplyFormat.SCHEMA ? 2 * EXTRACTION_TOKENS : EXTRACTION_TOKENS;
  }

  private int withSchema(int tokens) {
    return format == ReplyFormat.SCHEMA ? tokens + SCHEMA_TOKENS : tokens;
  }

  private Conversation conversation(
      PromptTemplate template,
      int maxTokens,
      ReplySchema schema,
      Map<String, List<String>> content) {
    Conversation text = Conversation.ofText(modelId, template.fill(content), maxTokens);
    return format == ReplyFormat.SCHEMA ? text.following(schema) : text;
  }
}
