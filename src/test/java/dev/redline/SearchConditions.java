package dev.redline;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.redline.vector.Searchable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Who searches vectors: what goes by text is looked for in the constants of the class files. */
final class SearchConditions {

  /** pgvector's, by which an index is searched. */
  private static final List<String> OPERATORS = List.of("<=>", "<->", "<#>", "<+>");

  private SearchConditions() {}

  /** In a text, whatever it is put together from; a comment is no constant. */
  static ArchCondition<JavaClass> holdADistanceOperator() {
    return new ArchCondition<>("hold an operator that searches vectors") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        String constants = constants(type);
        for (String operator : OPERATORS) {
          boolean holds = constants.contains(operator);
          String message = type.getName() + (holds ? " holds " : " does not hold ") + operator;
          events.add(new SimpleConditionEvent(type, holds, message));
        }
      }
    };
  }

  /** Delegation among the searchable types themselves left out. */
  static ArchCondition<JavaClass> runTheSearchStatement() {
    return new ArchCondition<>("take the statement that searches vectors") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          boolean takes =
              call.getName().equals("query")
                  && call.getTarget().getRawParameterTypes().isEmpty()
                  && call.getTargetOwner().isAssignableTo(Searchable.class)
                  && !type.isAssignableTo(Searchable.class);
          events.add(new SimpleConditionEvent(type, takes, call.getDescription()));
        }
      }
    };
  }

  /** The file of a class as text, in which its constants are found. */
  static String constants(JavaClass type) {
    try (InputStream file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the class file of " + type.getName(), e);
    }
  }
}
