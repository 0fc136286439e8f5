package dev.redline.junit.parameter;

import dev.redline.junit.RunConditions;
import dev.redline.junit.ServerlessParameter;
import dev.redline.record.attest.SignatureAudit;
import java.nio.file.Path;
import java.util.Optional;

/** The signed record, by the key that {@code -Dverify.key} names. */
public final class AuditOfSignatures implements ServerlessParameter {

  @Override
  public Class<?> type() {
    return SignatureAudit.class;
  }

  @Override
  public Object make(RunConditions conditions) {
    return new SignatureAudit(
        conditions.results().toAbsolutePath().resolveSibling(""),
        Optional.ofNullable(conditions.properties().get("verify.key")).map(Path::of));
  }
}
