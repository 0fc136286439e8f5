package dev.redline.phase.resolver;

import dev.redline.files.Sha256;
import dev.redline.plan.AdoptionConfig;
import dev.redline.plan.AdoptionConfig.Rewriting;
import dev.redline.plan.ScanConfig;
import dev.redline.scan.ScanReport;
import dev.redline.scan.TreeScan;
import dev.redline.scan.VariableRead;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Moves the direct reads of a source tree to one resolver for each language, and back byte for
 * byte. Each step may be called twice, and again after the process was killed in the middle of it.
 */
public final class ResolverAdoption {

  private static final String AGAIN = "apply the adoption again, or revert it";

  private final SourceFiles tree;
  private final Path keep;
  private final AdoptionConfig config;
  private final ScanConfig scan;

  /**
   * Touches nothing yet.
   *
   * @param root the top of the tree
   * @param keep a folder outside the tree, for what it takes to go back; created when missing
   * @param scan what the scan lets pass besides the resolvers that are added
   */
  public ResolverAdoption(Path root, Path keep, AdoptionConfig config, ScanConfig scan) {
    this.tree = new SourceFiles(root.toAbsolutePath().normalize());
    this.keep = keep.toAbsolutePath().normalize();
    this.config = config;
    this.scan = scan;
  }

  /**
   * What was adopted before, for the way back alone.
   *
   * @param keep as it was given when it was applied
   */
  static ResolverAdoption applied(Path root, Path keep) {
    return new ResolverAdoption(
        root,
        keep,
        new AdoptionConfig(List.of(), root),
        new ScanConfig(List.of(), List.of(), List.of()));
  }

  /** What would be changed, a patch for each file: what a person approves. Touches nothing. */
  public List<String> patches() {
    return planned().entrySet().stream()
        .map(
            each ->
                Patch.of(
                    each.getKey(),
                    tree.hash(each.getKey()) == null ? new byte[0] : tree.read(each.getKey()),
                    each.getValue()))
        .toList();
  }

  /**
   * Has the originals on disk, and proves it. Changes nothing in the tree.
   *
   * @throws AdoptionException if a file is there under a resolver's name
   */
  public Finding keepOriginals() {
    AdoptionManifest manifest = interrupted();
    List<String> lost =
        manifest.changes().stream()
            .filter(change -> !change.creates())
            .filter(change -> !Sha256.of(manifest.original(keep, change)).equals(change.before()))
            .map(FileChange::path)
            .toList();
    return Finding.of(
        Verdict.none("files whose originals are not kept", lost, "none", "look at " + keep));
  }

  /** Every file is as adoption leaves it. */
  public Finding written() {
    List<String> other =
        manifest().changes().stream()
            .filter(change -> !change.after().equals(tree.hash(change.path())))
            .map(FileChange::path)
            .toList();
    return Finding.of(
        Verdict.none("files that are not as adoption leaves them", other, "none", AGAIN));
  }

  /** The scan finds no read past the resolvers. */
  public Finding noReadLeft() {
    return Finding.of(
        Verdict.none(
            "reads that bypass the resolver",
            bypassing(),
            "none",
            "give adoption.yaml the form of these reads, or rewrite them by hand"));
  }

  /**
   * Has the originals on disk, then rewrites the reads and adds the resolvers.
   *
   * @return the line for a shell that takes everything back
   * @throws AdoptionException if a file is there under a resolver's name, or somebody has edited
   *     one of the files since an interrupted adoption; nothing is overwritten then
   */
  public String apply() {
    AdoptionManifest.in(keep).ifPresent(this::tidy);
    AdoptionManifest manifest = interrupted();
    Map<String, byte[]> contents = planned(manifest);
    for (FileChange change : manifest.changes()) {
      if (!change.after().equals(tree.hash(change.path()))) {
        requireUntouched(change);
        tree.write(change.path(), Objects.requireNonNull(contents.get(change.path())));
      }
    }
    return goBack();
  }

  /** Every file is as adoption leaves it, and the scan finds no read past the resolvers. */
  public Finding inForce() {
    return written().and(noReadLeft());
  }

  /**
   * Puts every file back and takes the resolvers away; does nothing where that is done.
   *
   * @throws AdoptionException if somebody has edited one of the files since; the others are put
   *     back all the same
   */
  public void revert() {
    AdoptionManifest manifest = manifest();
    tidy(manifest);
    List<String> edited = new ArrayList<>();
    for (FileChange change : manifest.changes()) {
      String now = tree.hash(change.path());
      if (change.after().equals(now)) {
        putBack(manifest, change);
      } else if (!Objects.equals(change.before(), now)) {
        edited.add(change.path());
      }
    }
    if (!edited.isEmpty()) {
      throw new AdoptionException(
          "Not put back, because somebody has edited them since: %s. Their originals are under %s."
              .formatted(String.join(", ", edited), keep));
    }
  }

  /** Every file is as it was before adoption, by its hash, and no resolver is left. */
  public Finding gone() {
    List<String> other =
        manifest().changes().stream()
            .filter(change -> !Objects.equals(change.before(), tree.hash(change.path())))
            .map(FileChange::path)
            .toList();
    return Finding.of(
        Verdict.none("files that are not as before adoption", other, "none", goBack()));
  }

  /** The line for a shell that takes everything back. */
  public String goBack() {
    return manifest().goBack(tree, keep);
  }

  private void tidy(AdoptionManifest manifest) {
    manifest.changes().forEach(change -> tree.tidy(change.path()));
  }

  private void putBack(AdoptionManifest manifest, FileChange change) {
    if (change.creates()) {
      tree.delete(change.path());
    } else {
      tree.write(change.path(), manifest.original(keep, change));
    }
  }

  private AdoptionManifest manifest() {
    return AdoptionManifest.in(keep)
        .orElseThrow(
            () ->
                new AdoptionException("There is no adoption under " + keep + ". Apply it first."));
  }

  /** The one that an earlier call began and that still holds for a file; a new one otherwise. */
  private AdoptionManifest interrupted() {
    return AdoptionManifest.in(keep)
        .filter(
            earlier ->
                earlier.changes().stream()
                    .anyMatch(change -> change.after().equals(tree.hash(change.path()))))
        .orElseGet(this::begun);
  }

  private AdoptionManifest begun() {
    List<FileChange> changes = new ArrayList<>();
    planned()
        .forEach(
            (path, content) ->
                changes.add(new FileChange(path, tree.hash(path), Sha256.of(content))));
    List<String> taken = taken();
    if (!taken.isEmpty()) {
      throw new AdoptionException(
          "There is a file already where a resolver is to be: %s. Move it, and run again."
              .formatted(String.join(", ", taken)));
    }
    AdoptionManifest manifest = new AdoptionManifest(changes);
    manifest.write(tree, keep);
    return manifest;
  }

  /** Files that are there already where a resolver is to be. Touches nothing. */
  List<String> taken() {
    return planned().keySet().stream()
        .filter(path -> isResolver(path) && tree.hash(path) != null)
        .toList();
  }

  private void requireUntouched(FileChange change) {
    if (!Objects.equals(change.before(), tree.hash(change.path()))) {
      throw new AdoptionException(
          tree.file(change.path())
              + " was edited since the adoption began. Revert it, and run again.");
    }
  }

  /** New contents by path, from the tree as it is; a resolver that is there already is none. */
  private Map<String, byte[]> planned() {
    Map<String, byte[]> contents = new TreeMap<>();
    TreeSet<String> paths =
        bypassing().stream().map(VariableRead::path).collect(Collectors.toCollection(TreeSet::new));
    paths.forEach(path -> addRewritten(contents, path, tree.read(path)));
    contents
        .entrySet()
        .removeIf(each -> Sha256.of(each.getValue()).equals(tree.hash(each.getKey())));
    return contents;
  }

  /** New contents by path, from the originals where a file was rewritten already. */
  private Map<String, byte[]> planned(AdoptionManifest manifest) {
    Map<String, byte[]> contents = new TreeMap<>();
    manifest.changes().stream()
        .filter(change -> !change.creates())
        .forEach(change -> addRewritten(contents, change.path(), manifest.original(keep, change)));
    return contents;
  }

  private void addRewritten(Map<String, byte[]> contents, String path, byte[] original) {
    String text = new String(original, StandardCharsets.ISO_8859_1);
    Path inTree = tree.root().relativize(tree.file(path));
    for (Rewriting rewriting : config.languages()) {
      if (rewriting.files().matches(inTree)) {
        String rewritten = RewrittenText.of(text, inTree, rewriting);
        if (!rewritten.equals(text)) {
          contents.put(path, rewritten.getBytes(StandardCharsets.ISO_8859_1));
          contents.put(
              rewriting.resolver(), new SourceFiles(config.resolvers()).read(rewriting.resolver()));
        }
        return;
      }
    }
  }

  private boolean isResolver(String path) {
    return config.languages().stream().anyMatch(language -> language.resolver().equals(path));
  }

  /** The reads in the tree that are neither the resolvers' nor let pass. */
  private List<VariableRead> bypassing() {
    try {
      ScanReport report = TreeScan.of(tree.root(), scan);
      return report.reads().stream().filter(read -> !isResolver(read.path())).toList();
    } catch (UncheckedIOException e) {
      throw new AdoptionException("The tree cannot be scanned: " + e.getMessage(), e);
    }
  }
}
