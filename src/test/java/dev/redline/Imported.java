package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** The classes that rules of architecture look at, imported once. */
final class Imported {

  /** The harness. */
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.redline");

  /** The harness, the gates and the tests. */
  static final JavaClasses ALL = new ClassFileImporter().importPackages("dev.redline");

  private Imported() {}

  /** Checks a rule, which has to give its reason. */
  static void check(ArchRule rule, JavaClasses classes) {
    assertThat(rule.getDescription()).contains(", because ");
    rule.check(classes);
  }
}
