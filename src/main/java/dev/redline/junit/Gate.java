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
 * dev.redline.record.GateRecord}, what a {@link GateParameter} or a {@link ServerlessParameter}
 * makes, and any public class that can be made from such: see {@code docs/architecture.md}. For one
 * that takes a {@link ServerlessParameter}'s or a {@link dev.redline.phase.answers.EvaluationRun}
 * no server is opened.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("gate")
@Tag("dev.redline.gate")
@ExtendWith(GateExtension.class)
public @interface Gate {

  /** The promise as a sentence: what holds if the gate passes. */
  String value();
}
