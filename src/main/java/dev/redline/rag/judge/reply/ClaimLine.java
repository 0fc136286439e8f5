package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;

/** A claim as one line of a prompt, whatever its parts contain. */
public final class ClaimLine {

  private ClaimLine() {}

  public static String of(Claim claim) {
    return "(\"%s\", \"%s\", \"%s\")"
        .formatted(oneLine(claim.subject()), oneLine(claim.predicate()), oneLine(claim.object()));
  }

  private static String oneLine(String part) {
    return part.replaceAll("\\R+", " ");
  }
}
