package dev.redline.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Objects;

/**
 * A folder that is open: whatever its path is led to meanwhile, what is done goes to this one.
 *
 * @param stream a {@link SecureDirectoryStream} where the system has them
 * @param through a path that leads to the open folder and nowhere else; the path itself where the
 *     system has no such thing
 */
record OpenFolder(DirectoryStream<Path> stream, Path through) implements Closeable {

  /**
   * Opens a folder.
   *
   * @param folder without links, as {@link TrustedPath} has it
   * @throws FileSystemException if another one was opened, since somebody put a link on the way
   */
  @SuppressWarnings("StreamResourceLeak") // the record closes the stream
  static OpenFolder at(Path folder) throws IOException {
    DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
    try {
      return new OpenFolder(stream, through(folder, stream));
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  private static Path through(Path folder, DirectoryStream<Path> stream) throws IOException {
    if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
      return folder;
    }
    Object opened =
        secure.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey();
    boolean seen = OpenFiles.areSeen();
    Path through = seen ? OpenFiles.descriptor(opened) : folder;
    boolean same =
        seen
            ? OpenFiles.place(through).equals(folder)
            : Objects.equals(opened, FileAttributes.posix(folder).fileKey());
    if (!same) {
      throw new FileSystemException(
          folder.toString(), null, "somebody has put another folder in its place");
    }
    return through;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
