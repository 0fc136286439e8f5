package dev.redline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/architecture.md tells a newcomer to write compiles against what is here. */
class ArchitectureExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("^(?:public )?(?:final )?(?:class|record) (\\w+)", Pattern.MULTILINE);

  @TempDir private Path out;

  @Test
  void everyExampleCompiles() throws IOException {
    List<JavaFileObject> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs/architecture.md")))
            .results()
            .<JavaFileObject>map(found -> new Source(found.group(1)))
            .toList();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(8);
    assertThat(errors(examples)).isEmpty();
  }

  @Test
  void anExampleThatDoesNotCompileIsFound() throws IOException {
    assertThat(errors(List.of(new Source("class Wrong { dev.redline.Gone gone; }"))))
        .contains("dev.redline");
  }

  private String errors(List<JavaFileObject> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-d",
            out.toString(),
            "-cp",
            System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(errors, null, null, options, null, sources).call();
    return compiled ? "" : errors.toString();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String code) {
      super(URI.create("string:///" + name(code) + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }

    private static String name(String code) {
      Matcher type = TYPE.matcher(code);
      return type.find() ? type.group(1) : "Unknown";
    }
  }
}
