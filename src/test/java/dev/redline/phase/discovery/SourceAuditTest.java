package dev.redline.phase.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SourceAuditTest {

  /** What the gates ask of others holds here, too. */
  @Test
  void thisProjectReadsTheVariablesInOnePlaceAndHoldsNoCredential() {
    SourceAudit audit = new SourceAudit(Path.of(""), Plan.load(Path.of("gates")).scan());

    assertThat(audit.reads().obstacles()).isEmpty();
    assertThat(audit.credentials().obstacles()).isEmpty();
  }
}
