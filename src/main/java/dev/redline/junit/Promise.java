package dev.redline.junit;

import io.qameta.allure.SeverityLevel;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a gate is shown among others; one without is of normal severity, about the server. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Promise {

  /** What the gate is about: answers, searches, data, the way back. */
  String about();

  /** What breaks if the gate does not pass. */
  SeverityLevel breaks() default SeverityLevel.NORMAL;

  /**
   * File below gates/ and key of each threshold, as in {@code red-lines.yaml:precision}; {@code
   * {settings}} is the file of the phase's own settings.
   */
  String[] threshold() default {};
}
