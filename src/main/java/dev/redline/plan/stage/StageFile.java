package dev.redline.plan.stage;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a stage's file and the files that it extends, earliest first. */
public final class StageFile {

  private final GatesFiles files;
  private final MemorySize reference;
  private final List<Path> open = new ArrayList<>();

  private StageFile(GatesFiles files, MemorySize reference) {
    this.files = files;
    this.reference = reference;
  }

  public static StagePlan read(GatesFiles files, Path file, MemorySize reference) {
    return new StageFile(files, reference).stage(file);
  }

  private StagePlan stage(Path file) {
    open.add(file.normalize());
    Section section =
        files.root(file).section("stage", "scale", "extends", "justified_by", "settings");
    Scale scale = Scale.read(section.scalar("scale"));
    Map<String, StageSetting> settings = new LinkedHashMap<>();
    section
        .optionalScalar("extends")
        .map(node -> earlier(node, file, scale))
        .ifPresent(stage -> stage.settings().forEach(each -> settings.put(each.name(), each)));
    section
        .required("settings")
        .entries()
        .forEach((name, node) -> settings.put(name, StageSetting.read(name, node)));
    return new StagePlan(
        section.scalar("stage").asText(),
        scale,
        List.copyOf(settings.values()),
        reference,
        file,
        section.optional("justified_by").map(node -> StageJustification.read(files, node)));
  }

  private StagePlan earlier(ScalarNode node, Path file, Scale scale) {
    Path path = files.named(node, file.resolveSibling(""));
    if (open.contains(path.normalize())) {
      throw new PlanException(
          node.at(), "found \"" + node.text() + "\", which extends this stage itself. Drop one.");
    }
    StagePlan earlier = stage(path);
    if (earlier.scale() != scale) {
      throw new PlanException(
          node.at(),
          "this stage and "
              + node.text()
              + " differ in scale, which would mix values for two machines. Set the same in both.");
    }
    return earlier;
  }
}
