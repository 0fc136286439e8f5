package dev.redline.plan.yaml;

import dev.redline.plan.yaml.Location.Step;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files of one reading of gates/. A reader stops at the first fault. To find all of them, what
 * is faulty is replaced by what the shipped file has at that place, or left out, and the files are
 * read again, until nothing new is found. What was read that way is never used.
 */
public final class GatesFiles {

  private static final int MOST_FAULTS = 100;

  private final Path directory;
  private final ShippedGates shipped;
  private final Map<Path, Node> roots = new HashMap<>();
  private final Map<String, PlanException> faults = new LinkedHashMap<>();
  private final Set<Place> mended = new HashSet<>();
  private final Set<Place> leftOut = new HashSet<>();

  private record Place(Path file, List<Step> steps) {

    Optional<Place> parent() {
      return steps.isEmpty()
          ? Optional.empty()
          : Optional.of(new Place(file, steps.subList(0, steps.size() - 1)));
    }
  }

  private GatesFiles(Path directory) {
    this.directory = directory;
    this.shipped = new ShippedGates(directory);
  }

  /**
   * What {@code reader} makes of the files.
   *
   * @throws PlanException that names every fault
   */
  public static <T> T read(Path directory, Function<GatesFiles, T> reader) {
    GatesFiles files = new GatesFiles(directory);
    Optional<T> value = files.attempt(reader);
    while (value.isEmpty()) {
      value = files.attempt(reader);
    }
    if (!files.faults.isEmpty()) {
      throw PlanException.all(List.copyOf(files.faults.values()));
    }
    return value.get();
  }

  /** Empty if a fault was found, after which it may be tried again. */
  private <T> Optional<T> attempt(Function<GatesFiles, T> reader) {
    try {
      return Optional.of(reader.apply(this));
    } catch (PlanException fault) {
      if (!mend(fault)) {
        throw PlanException.all(List.copyOf(faults.values()));
      }
      return Optional.empty();
    }
  }

  /** The content of the file, read once. */
  public Node root(Path file) {
    Node known = roots.get(file.normalize());
    if (known != null) {
      return known;
    }
    Node root = YamlFile.read(file);
    roots.put(file.normalize(), root);
    return root;
  }

  public Node root(String file) {
    return root(directory.resolve(file));
  }

  /**
   * A file that another one names.
   *
   * @throws PlanException if it lies outside gates/, by whatever link, or is missing
   */
  public Path named(ScalarNode node, Path folder) {
    return ReferencedFile.below(directory, folder, node);
  }

  /** What the shipped plan has in the file; empty for a file that is none of its. */
  public Optional<Node> shipped(String file) {
    return shipped.root(Path.of(file));
  }

  /** Whether there is something to read on with; keeps what no earlier mending has caused. */
  private boolean mend(PlanException fault) {
    Optional<Location> at = fault.at();
    if (at.isEmpty() || !causedByMending(at.get())) {
      faults.putIfAbsent(String.valueOf(fault.getMessage()), fault);
    }
    return faults.size() < MOST_FAULTS
        && at.flatMap(place -> parts(place).filter(mended::add).findFirst())
            .map(this::replaced)
            .orElse(false);
  }

  /**
   * What is wrong with a mended part, or with the list or keys around it, may be the mending's own
   * fault. A key that is missing beside one that was left out was misspelled.
   */
  private boolean causedByMending(Location at) {
    Node root = roots.get(at.file().normalize());
    boolean missing = root != null && NodePath.find(root, at.steps()).isEmpty();
    Place here = new Place(at.file().normalize(), at.steps());
    return parts(at).anyMatch(mended::contains)
        || mended.stream().anyMatch(place -> place.parent().filter(here::equals).isPresent())
        || (missing && here.parent().filter(leftOut::contains).isPresent());
  }

  /** The place and all that it is a part of, the smallest part first. */
  private static Stream<Place> parts(Location at) {
    int depth = at.steps().size();
    return IntStream.rangeClosed(0, depth)
        .mapToObj(up -> new Place(at.file().normalize(), at.steps().subList(0, depth - up)));
  }

  private boolean replaced(Place place) {
    Optional<Node> whole = shipped.root(directory.normalize().relativize(place.file()));
    Optional<Node> part = whole.flatMap(node -> NodePath.find(node, place.steps()));
    Node root = roots.get(place.file());
    if (place.steps().isEmpty() || root == null) {
      whole.ifPresent(node -> roots.put(place.file(), node));
      return whole.isPresent();
    }
    roots.put(place.file(), NodePath.replace(root, place.steps(), part));
    if (part.isEmpty()) {
      place.parent().ifPresent(leftOut::add);
    }
    return true;
  }
}
