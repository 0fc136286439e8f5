package dev.redline.target;

import dev.redline.dsn.Secret;
import dev.redline.files.AtomicFile;
import dev.redline.plan.workload.Answering.DsnForm;
import dev.redline.postgres.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a command of the user's gets to a server. Its environment holds no password: that is in a
 * file which only its owner may read, and which is gone when this is closed.
 *
 * @param shown what the command's variable holds
 * @param secret empty where no password is needed
 */
public record ServerAccess(
    DsnForm form, String shown, Optional<PassFile> secret, Optional<Secret> password)
    implements AutoCloseable {

  /**
   * Writes the file into a folder that is there.
   *
   * @throws TargetException if that fails
   */
  public static ServerAccess of(Endpoint endpoint, Path folder, DsnForm form) {
    ClientAddress address = new ClientAddress(endpoint);
    Optional<Secret> password = address.password();
    if (form == DsnForm.FILE) {
      PassFile file = whole(folder.resolve("dsn").toAbsolutePath(), address);
      return new ServerAccess(form, file.file().toString(), Optional.of(file), password);
    }
    Path file = folder.resolve("pgpass").toAbsolutePath();
    return new ServerAccess(
        form, address.uri(), password.map(word -> PassFile.write(file, word)), password);
  }

  private static PassFile whole(Path file, ClientAddress address) {
    try {
      byte[] content = (address.uriWithPassword() + "\n").getBytes(StandardCharsets.UTF_8);
      new AtomicFile(file).replaceForOwnerOnly(content);
      return new PassFile(file);
    } catch (IOException e) {
      throw new TargetException("Could not write " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * What the command gets beside the smallest environment.
   *
   * @param name of the variable that says which server to ask
   * @param passed on by the user's word
   */
  public Map<String, String> variables(String name, Map<String, String> passed) {
    Map<String, String> variables = new TreeMap<>(passed);
    variables.put(name, shown);
    if (form == DsnForm.VARIABLE) {
      secret.ifPresent(file -> variables.putAll(file.environment()));
    }
    return variables;
  }

  /** What a command said, without the password. */
  public String masked(String text) {
    return password.map(word -> text.replace(word.reveal(), "***")).orElse(text);
  }

  @Override
  public void close() {
    secret.ifPresent(PassFile::close);
  }
}
