package dev.redline.trial;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of limited size in place of a folder, whose content it takes over. Needs root. */
public final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filler;

  private SmallDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /** With room for a server. */
  public static SmallDisk under(Path folder) throws IOException, InterruptedException {
    return under(folder, "512m");
  }

  /** Of this size, as mount takes it. */
  public static SmallDisk under(Path folder, String size) throws IOException, InterruptedException {
    Path aside = folder.resolveSibling("aside");
    PreparedServer.run("mv", folder.toString(), aside.toString());
    Files.createDirectory(folder);
    PreparedServer.run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString());
    PreparedServer.run("cp", "-a", aside + "/.", folder.toString());
    PreparedServer.run("rm", "-rf", aside.toString());
    return new SmallDisk(folder);
  }

  /** Leaves no space at all. */
  public void fill() throws IOException {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  public void release() throws IOException {
    Files.delete(filler);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    PreparedServer.run("umount", folder.toString());
  }
}
