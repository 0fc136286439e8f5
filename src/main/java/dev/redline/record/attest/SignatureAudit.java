package dev.redline.record.attest;

import dev.redline.record.page.PageFiles;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.util.Optional;

/** Checks the signature of the record that the last run left. Changes nothing. */
public final class SignatureAudit {

  private final Path folder;
  private final Optional<Path> key;

  /**
   * @param folder of the page
   * @param key the public half of the signer's; empty if none was given
   */
  public SignatureAudit(Path folder, Optional<Path> key) {
    this.folder = folder;
    this.key = key;
  }

  /** With a key the record must be signed by it; without one a signature cannot be judged. */
  public Finding signature() {
    SignedRecord signed = new SignedRecord(folder);
    if (key.isPresent()) {
      return Finding.of(signed.check(key.get(), PageFiles.hashes(folder)));
    }
    String subject = "signature of the record";
    return Finding.of(
        signed.exists()
            ? Verdict.inconclusive(
                subject,
                "there is one, and no key to check it with",
                "by a known key",
                "add -Dverify.key with the file of its public half")
            : Verdict.pass(subject, "not signed, and no key is asked for", "none is asked for"));
  }
}
