package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Claim;
import dev.redline.rag.Passage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model is asked, with the limits that belong to it. */
final class Prompts {

  /** Claims that are checked in one prompt. */
  static final int JOINT_CLAIMS = 5;

  private static final int EXTRACTION_TOKENS = 1000;
  private static final int JOINT_TOKENS = 10 * JOINT_CLAIMS + 100;
  private static final int SINGLE_TOKENS = 10;
  private static final int ANSWER_TOKENS = 600;

  private final String modelId;
  private final PromptTemplate extraction = PromptTemplate.load("extraction");
  private final PromptTemplate joint = PromptTemplate.load("joint");
  private final PromptTemplate single = PromptTemplate.load("single");
  private final PromptTemplate answer = PromptTemplate.load("answer");

  Prompts(String modelId) {
    this.modelId = modelId;
  }

  String modelId() {
    return modelId;
  }

  Conversation extraction(String question, String text) {
    return conversation(
        extraction,
        EXTRACTION_TOKENS,
        Map.of("question", List.of(question), "text", List.of(text)));
  }

  /** Asks about five claims at most: for fewer, as many tokens are allowed as for five. */
  Conversation joint(String question, List<Claim> claims, String reference) {
    String lines = claims.stream().map(ClaimLine::of).collect(Collectors.joining("\n"));
    return conversation(joint, JOINT_TOKENS, checking(question, reference, "claims", lines));
  }

  Conversation single(String question, Claim claim, String reference) {
    return conversation(
        single, SINGLE_TOKENS, checking(question, reference, "claim", ClaimLine.of(claim)));
  }

  Conversation answer(String question, List<Passage> context) {
    List<String> passages = context.stream().map(Prompts::passage).toList();
    return conversation(
        answer, ANSWER_TOKENS, Map.of("question", List.of(question), "passage", passages));
  }

  /** Changes with every prompt and parameter by which a judge decides. */
  String judgeSha256(CheckingMode checking) {
    String labels =
        checking == CheckingMode.JOINT
            ? joint.sha256() + JOINT_TOKENS
            : single.sha256() + SINGLE_TOKENS;
    String all = extraction.sha256() + EXTRACTION_TOKENS + labels;
    return Sha256.of(all.getBytes(StandardCharsets.US_ASCII));
  }

  /** Changes with the prompt and the parameters by which a model answers. */
  String answerSha256() {
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

  private Conversation conversation(
      PromptTemplate template, int maxTokens, Map<String, List<String>> content) {
    return new Conversation(modelId, template.fill(content), maxTokens);
  }
}
