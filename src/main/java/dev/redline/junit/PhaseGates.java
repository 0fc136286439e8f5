package dev.redline.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The gates of one phase of the plan, in the order that {@code @Order} gives them: one after
 * another, in builds that run tests side by side, too.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Execution(ExecutionMode.SAME_THREAD)
@DisplayNameGeneration(GateSentences.class)
public @interface PhaseGates {

  /** The tag of the phase in gates/plan.yaml. */
  String value();

  /** Its place among the classes that run: the lowest first, whoever launches them. */
  int order() default 1000;
}
