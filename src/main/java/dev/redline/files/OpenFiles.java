package dev.redline.files;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Files that this process has open, as Linux shows them. */
final class OpenFiles {

  private static final Path FOLDER = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Whether this system shows them. */
  static boolean areSeen() {
    return Files.isDirectory(FOLDER);
  }

  /** A path to an open file, whatever its own path leads to by now. */
  static Path descriptor(Object fileKey) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(FOLDER)) {
      for (Path each : descriptors) {
        if (leadsTo(fileKey, each)) {
          return each;
        }
      }
    }
    throw new NoSuchFileException(FOLDER.toString(), null, "the file is not open any more");
  }

  /** Where an open file lies, as the kernel knows it: without links. */
  static Path place(Path descriptor) throws IOException {
    return Files.readSymbolicLink(descriptor);
  }

  private static boolean leadsTo(Object fileKey, Path descriptor) throws IOException {
    try {
      return fileKey.equals(Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException e) {
      return false; // a socket, or closed meanwhile
    }
  }
}
