package dev.redline.record.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that the user names, such as one on a share that only grows. */
record FileAnchor(Path file) implements HeadAnchor {

  @Override
  public void keep(Anchored anchored) {
    try (LockedFile locked = LockedFile.open(file)) {
      locked.append((AnchorLine.of(anchored) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new JournalException("Could not add the journal's head to " + file, e);
    }
  }

  @Override
  public List<Anchored> kept() {
    try {
      return Files.exists(file) ? AnchorLine.read(name(), Files.readAllLines(file)) : List.of();
    } catch (IOException e) {
      throw new JournalException("Could not read " + file, e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }
}
