package dev.redline.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/** The gates of one phase of the plan, in the order that {@code @Order} gives them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayNameGeneration(GateSentences.class)
public @interface PhaseGates {

  /** The tag of the phase in gates/plan.yaml. */
  String value();
}
