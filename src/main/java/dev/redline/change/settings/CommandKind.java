package dev.redline.change.settings;

import dev.redline.change.ChangeKind;
import dev.redline.change.WayBack;
import dev.redline.plan.TimeLimits;
import dev.redline.plan.Yours;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFiles;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.target.HostCommand;
import dev.redline.target.ManualCommands;
import dev.redline.target.OwnersCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settings by a command of the owner's, which is run again with the former values. The command gets
 * as its last argument the path of a JSON file: {@code {"set": {"jit": "off"}, "reset":
 * ["work_mem"]}}; what is reset has the server's own default.
 */
public final class CommandKind implements ChangeKind {

  static final String KIND = "command";

  private static final String PASS = "names of variables";
  private static final String RESET = "names of settings to reset";
  private static final String LIMIT = "seconds at most";

  /** Of changes that were kept before the limit was. */
  private static final String FORMER_LIMIT = "600";

  private static final JsonMapper JSON = new JsonMapper();

  /** What the settings are before the change; the command's words are the statements. */
  static KeptChange keep(Run run, SettingsSnapshot now, List<String> planned) {
    Map<String, String> values = new TreeMap<>();
    List<String> reset = new ArrayList<>();
    for (String name : planned) {
      Setting setting = now.settings().get(name);
      String display = setting == null ? null : setting.display();
      if (setting == null || display == null || setting.source().equals("default")) {
        reset.add(name);
      } else {
        values.put(name, display);
      }
    }
    values.put(RESET, String.join(" ", reset));
    values.put(PASS, String.join(" ", run.pass));
    values.put(LIMIT, Long.toString(run.limit.toSeconds()));
    return new KeptChange(KIND, String.join(" ", run.command), values, run.command);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    Map<String, String> values = new TreeMap<>(kept.values());
    List<String> reset = words(values.remove(RESET));
    List<String> pass = words(values.remove(PASS));
    String limit = Objects.requireNonNullElse(values.remove(LIMIT), FORMER_LIMIT);
    Run run = new Run(kept.statements(), pass, Duration.ofSeconds(Long.parseLong(limit)));
    return new WayBack() {
      @Override
      public void restoreStopped(ServerFiles files) {
        run.with(values, reset);
      }

      @Override
      public boolean isUnset() {
        return true;
      }

      @Override
      public void unset(Connection connection) {
        run.with(values, reset);
      }

      @Override
      public Optional<String> line(ManualCommands by, String database) {
        return Optional.of(by.restore(run.command, file(values, reset)));
      }

      @Override
      public String byHand() {
        return "%s with a file that holds %s".formatted(kept.subject(), file(values, reset));
      }
    };
  }

  private static List<String> words(@org.jspecify.annotations.Nullable String text) {
    String present = Objects.requireNonNull(text);
    return present.isEmpty() ? List.of() : List.of(present.split(" "));
  }

  private static String file(Map<String, String> set, List<String> reset) {
    return JSON.writeValueAsString(Map.of("set", set, "reset", reset));
  }

  /**
   * The owner's command.
   *
   * @param pass names of variables that it gets
   * @param limit how long it may run: {@code limits.command} of gates/target.yaml
   */
  record Run(List<String> command, List<String> pass, Duration limit) {

    static Run of(Yours yours, TimeLimits limits) {
      return new Run(yours.apply().command(), yours.pass(), limits.command());
    }

    /** Runs it to its end, whatever it says of itself. */
    HostCommand.Result with(Map<String, String> set, List<String> reset) {
      try {
        Path file = Files.createTempFile("redline-settings-", ".json");
        try {
          Files.writeString(file, file(set, reset));
          List<String> line = new ArrayList<>(command);
          line.add(file.toString());
          return OwnersCommand.passing(pass, limit).run(limit, line);
        } finally {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new ServerControlException(
            "The values for %s could not be written: %s"
                .formatted(String.join(" ", command), e.getMessage()),
            e);
      }
    }
  }
}
