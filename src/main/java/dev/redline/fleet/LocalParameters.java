package dev.redline.fleet;

import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import dev.redline.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code postgresql.parameters} of a member's own YAML file, in which everything else stays as it
 * is written: passwords, comments and what Patroni alone understands among it.
 */
public final class LocalParameters {

  private static final List<String> PLACE = List.of("postgresql", "parameters");
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setLabel("the local configuration").build();

  private LocalParameters() {}

  /** A piece of text in place of another one. */
  private record Edit(int from, int to, String text) {}

  /**
   * The file with these values.
   *
   * @throws LocalConfigurationException if the place for them is not there, or is written in a way
   *     that is not understood; the message is for a person and holds nothing of the file
   */
  public static byte[] with(byte[] file, Map<String, String> values) {
    String text = new String(file, StandardCharsets.UTF_8);
    try {
      String edited = edited(text, values);
      requireNothingElse(text, edited, values);
      return edited.getBytes(StandardCharsets.UTF_8);
    } catch (YamlEngineException e) {
      throw new LocalConfigurationException("it is not read as YAML", e);
    }
  }

  /**
   * Whether values can be written to a member's file and touch nothing else of it; writes nothing.
   *
   * @param file by {@link MemberTarget#fileOf}
   */
  public static Verdict place(ServerFiles files, String file, Map<String, String> values) {
    String subject = "place for the values in the " + file;
    String required = "postgresql, parameters, where nothing else is touched";
    try {
      with(files.read(file), values);
      return Verdict.pass(subject, "found", required);
    } catch (LocalConfigurationException | ServerFileException e) {
      return Verdict.fail(
          subject,
          String.valueOf(e.getMessage()),
          required,
          "correct the file, or local in gates/target.yaml");
    }
  }

  /**
   * The file without values of these names; those that it does not have are left out.
   *
   * @throws LocalConfigurationException as {@link #with}
   */
  public static byte[] without(byte[] file, Set<String> names) {
    String text = new String(file, StandardCharsets.UTF_8);
    try {
      MappingNode parameters = parameters(text);
      String edited = replaced(text, removals(text, parameters, names));
      requireSame(
          text,
          edited,
          planned -> planned.keySet().removeIf(name -> names.contains(String.valueOf(name))));
      return edited.getBytes(StandardCharsets.UTF_8);
    } catch (YamlEngineException e) {
      throw new LocalConfigurationException("it is not read as YAML", e);
    }
  }

  /**
   * What the file has of these names, each as it is written there without quotes.
   *
   * @throws LocalConfigurationException if there is no place for values
   */
  public static Map<String, String> of(byte[] file, Set<String> names) {
    try {
      MappingNode parameters = parameters(new String(file, StandardCharsets.UTF_8));
      Map<String, String> values = new TreeMap<>();
      for (String name : names) {
        child(parameters, name)
            .map(NodeTuple::getValueNode)
            .filter(ScalarNode.class::isInstance)
            .map(node -> ((ScalarNode) node).getValue())
            .ifPresent(value -> values.put(name, value));
      }
      return values;
    } catch (YamlEngineException e) {
      throw new LocalConfigurationException("it is not read as YAML", e);
    }
  }

  /** Entry by entry; of a section in which none is left, the whole. */
  private static List<Edit> removals(String text, MappingNode parameters, Set<String> names) {
    List<NodeTuple> entries = parameters.getValue();
    List<NodeTuple> leaving =
        entries.stream()
            .filter(
                each ->
                    each.getKeyNode() instanceof ScalarNode key && names.contains(key.getValue()))
            .toList();
    boolean flow = parameters.getFlowStyle() == FlowStyle.FLOW;
    if (leaving.size() == entries.size() && !flow) {
      return List.of(
          new Edit(
              at(entries.get(0).getKeyNode().getStartMark()),
              at(entries.get(entries.size() - 1).getValueNode().getEndMark()),
              "{}"));
    }
    int[] codePoints = text.codePoints().toArray();
    return leaving.stream()
        .map(each -> flow ? fromFlow(entries, each, leaving) : line(codePoints, each))
        .toList();
  }

  /** The line, or lines, of an entry; a comment behind it goes with it. */
  private static Edit line(int[] text, NodeTuple entry) {
    int from = at(entry.getKeyNode().getStartMark());
    int to = at(entry.getValueNode().getEndMark());
    while (from > 0 && text[from - 1] != '\n') {
      from--;
    }
    boolean ended = to > 0 && text[to - 1] == '\n';
    while (!ended && to < text.length && text[to] != '\n') {
      to++;
    }
    return new Edit(from, ended ? to : Math.min(to + 1, text.length), "");
  }

  /** Up to the entry behind it; of those at the end, from the last one that stays. */
  private static Edit fromFlow(List<NodeTuple> entries, NodeTuple entry, List<NodeTuple> leaving) {
    int place = entries.indexOf(entry);
    int end = at(entry.getValueNode().getEndMark());
    if (leaving.containsAll(entries.subList(place, entries.size()))) {
      int from =
          place == 0
              ? at(entry.getKeyNode().getStartMark())
              : at(entries.get(place - 1).getValueNode().getEndMark());
      return new Edit(from, end, "");
    }
    return new Edit(
        at(entry.getKeyNode().getStartMark()),
        at(entries.get(place + 1).getKeyNode().getStartMark()),
        "");
  }

  private static String edited(String text, Map<String, String> values) {
    MappingNode parameters = parameters(text);
    List<Edit> edits = new ArrayList<>();
    values.forEach((name, value) -> edits.add(edit(parameters, name, value)));
    return replaced(text, edits);
  }

  private static String replaced(String text, List<Edit> all) {
    int[] codePoints = text.codePoints().toArray();
    List<Edit> edits = new ArrayList<>(all);
    edits.sort(Comparator.comparingInt(Edit::from).reversed());
    StringBuilder edited = new StringBuilder(text);
    for (Edit each : edits) {
      int from = new String(codePoints, 0, each.from()).length();
      int to = new String(codePoints, 0, each.to()).length();
      edited.replace(from, to, each.text());
    }
    return edited.toString();
  }

  private static MappingNode parameters(String text) {
    Optional<Node> node = new Compose(SETTINGS).composeString(text);
    for (String key : PLACE) {
      node = node.flatMap(at -> child(at, key)).map(NodeTuple::getValueNode);
    }
    return node.filter(MappingNode.class::isInstance)
        .map(MappingNode.class::cast)
        .filter(found -> !found.getValue().isEmpty() || found.getFlowStyle() == FlowStyle.FLOW)
        .orElseThrow(
            () ->
                new LocalConfigurationException(
                    "it has no section postgresql, parameters with an entry: add one"));
  }

  private static Optional<NodeTuple> child(Node node, String key) {
    return node instanceof MappingNode mapping
        ? mapping.getValue().stream()
            .filter(each -> each.getKeyNode() instanceof ScalarNode it && it.getValue().equals(key))
            .reduce((first, second) -> second)
        : Optional.empty();
  }

  private static Edit edit(MappingNode parameters, String name, String value) {
    String quoted = JsonMapper.shared().writeValueAsString(value);
    Optional<NodeTuple> present = child(parameters, name);
    if (present.isPresent()) {
      Node old = present.get().getValueNode();
      return new Edit(at(old.getStartMark()), at(old.getEndMark()), quoted);
    }
    if (parameters.getValue().isEmpty()) {
      int inside = at(parameters.getStartMark()) + 1;
      return new Edit(inside, inside, name + ": " + quoted + ", ");
    }
    Mark first = parameters.getValue().get(0).getKeyNode().getStartMark().orElseThrow();
    String behind =
        parameters.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(first.getColumn());
    return new Edit(first.getIndex(), first.getIndex(), name + ": " + quoted + behind);
  }

  private static int at(Optional<Mark> mark) {
    return mark.orElseThrow().getIndex();
  }

  /** Read again, the file holds the values and otherwise what it held. */
  private static void requireNothingElse(String was, String is, Map<String, String> values) {
    requireSame(was, is, planned -> planned.putAll(values));
  }

  private static void requireSame(String was, String is, Consumer<Map<Object, Object>> difference) {
    Object before = new Load(SETTINGS).loadFromString(was);
    Object after = new Load(SETTINGS).loadFromString(is);
    Map<Object, Object> planned = new LinkedHashMap<>(in(before, PLACE));
    difference.accept(planned);
    in(before, PLACE.subList(0, 1)).put(PLACE.get(1), planned);
    if (!before.equals(after)) {
      throw new LocalConfigurationException(
          "its section postgresql, parameters is written in a way that is not understood: write its"
              + " entries one a line, without anchors and aliases");
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> in(Object file, List<String> place) {
    Map<Object, Object> found = (Map<Object, Object>) file;
    for (String key : place) {
      found = (Map<Object, Object>) Objects.requireNonNull(found.get(key), key);
    }
    return found;
  }
}
