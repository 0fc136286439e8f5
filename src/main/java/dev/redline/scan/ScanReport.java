package dev.redline.scan;

import java.util.List;

/**
 * What a scan of a source tree found; every list in the order of path and line.
 *
 * @param root the top of the tree
 * @param files that were looked into
 * @param bytes of them
 * @param reads of the variables that bypass the resolver
 * @param allowedReads those by the resolver itself and by files that may
 * @param credentials places, never values
 * @param fakes places of made-up credentials that are let pass
 * @param leftOut what was not looked into, by reason
 */
public record ScanReport(
    String root,
    long files,
    long bytes,
    List<VariableRead> reads,
    List<VariableRead> allowedReads,
    List<CredentialPlace> credentials,
    List<CredentialPlace> fakes,
    List<SkippedFile> leftOut) {

  public ScanReport {
    reads = List.copyOf(reads);
    allowedReads = List.copyOf(allowedReads);
    credentials = List.copyOf(credentials);
    fakes = List.copyOf(fakes);
    leftOut = List.copyOf(leftOut);
  }

  /** How many files and folders were left out for the reason. */
  public long leftOut(SkippedFile.Reason reason) {
    return leftOut.stream()
        .filter(left -> left.reason() == reason)
        .mapToLong(SkippedFile::count)
        .sum();
  }
}
