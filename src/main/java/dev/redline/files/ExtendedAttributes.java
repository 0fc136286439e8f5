package dev.redline.files;

import com.sun.jna.Platform;
import com.sun.jna.platform.linux.XAttrUtil;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Extended attributes of files on Linux, ACLs among them ({@code system.posix_acl_access}). On
 * other systems there are none to be seen.
 */
final class ExtendedAttributes {

  private static final String ACL = "system.posix_acl_access";

  /** What the C library says of a file system that has none. */
  private static final String NOT_SUPPORTED = "95";

  /**
   * Where the C library may lie. Unless told, JNA asks a program for it, which would be started
   * with the environment of the run.
   */
  private static final String LIBRARIES = "jna.platform.library.path";

  static {
    if (System.getProperty(LIBRARIES) == null) {
      System.setProperty(LIBRARIES, libraryFolders());
    }
  }

  private ExtendedAttributes() {}

  private static String libraryFolders() {
    return Stream.of("/lib64", "/usr/lib64", "/lib", "/usr/lib")
        .map(File::new)
        .flatMap(folder -> Stream.concat(Stream.of(folder), multiarch(folder)))
        .map(File::getPath)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Stream<File> multiarch(File folder) {
    File[] named = folder.listFiles((in, name) -> name.contains("-linux-"));
    return Stream.ofNullable(named).flatMap(Stream::of);
  }

  /** Whether root alone may give one of these names to a file. */
  static boolean needRoot(Collection<String> names) {
    return names.stream().anyMatch(name -> !name.equals(ACL) && !name.startsWith("user."));
  }

  /** By name, in hexadecimal; of a link those of the link. */
  static SortedMap<String, String> of(Path file) throws IOException {
    SortedMap<String, String> attributes = new TreeMap<>();
    if (!Platform.isLinux()) {
      return attributes;
    }
    try {
      for (String name : XAttrUtil.lListXAttr(file.toString())) {
        byte[] value = XAttrUtil.lGetXAttrBytes(file.toString(), name);
        attributes.put(name, HexFormat.of().formatHex(value));
      }
      return attributes;
    } catch (IOException e) {
      if (notSupported(e)) {
        return attributes;
      }
      throw e;
    }
  }

  private static boolean notSupported(IOException e) {
    return String.valueOf(e.getMessage()).contains(NOT_SUPPORTED);
  }

  /**
   * Gives attributes to a file that this process has open, whatever its path leads to by now. An
   * ACL that it has from its folder, and is not among them, is taken away.
   *
   * @param fileKey of the open file
   */
  static void give(Object fileKey, Map<String, String> attributes) throws IOException {
    if (attributes.isEmpty() && !OpenFiles.areSeen()) {
      return;
    }
    String open = OpenFiles.descriptor(fileKey).toString();
    if (!attributes.containsKey(ACL) && namesOf(open).contains(ACL)) {
      XAttrUtil.removeXAttr(open, ACL);
    }
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      XAttrUtil.setXAttr(open, attribute.getKey(), HexFormat.of().parseHex(attribute.getValue()));
    }
  }

  private static Collection<String> namesOf(String open) throws IOException {
    try {
      return XAttrUtil.listXAttr(open);
    } catch (IOException e) {
      if (notSupported(e)) {
        return List.of();
      }
      throw e;
    }
  }
}
