package dev.redline.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that is a promise about a server. It runs only under {@code -Dgroups}, stops what comes
 * after it if it does not pass, and then has the server put back. It may take a {@link
 * dev.redline.record.GateRecord} and what {@code Subjects} lists. One that takes a {@link
 * dev.redline.phase.answers.EvaluationRun} is about answers in a file, one that takes a {@link
 * dev.redline.record.journal.JournalAudit} about the journal, one that takes a {@link
 * dev.redline.record.quality.QualityChecklist} about evidence: for them no server is opened.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("gate")
@ExtendWith(GateExtension.class)
public @interface Gate {

  /** The promise as a sentence: what holds if the gate passes. */
  String value();
}
