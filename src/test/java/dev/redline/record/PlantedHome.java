package dev.redline.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment and the home folder of somebody with many secrets. */
record PlantedHome(PlantedSecrets secrets, Path folder, Path project) {

  /** What is in the environment beside what names the server. */
  Map<String, String> environment(PlantedServer server) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (String name :
        new String[] {
          "PGPASSWORD",
          "PGSSLPASSWORD",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_BEARER_TOKEN_BEDROCK",
          "OPENAI_API_KEY",
          "GITHUB_TOKEN",
          "MAVEN_PASSWORD",
          "SPRING_DATASOURCE_PASSWORD",
          "REMARK"
        }) {
      environment.put(name, secrets.at("$" + name));
    }
    environment.put("DATABASE_URL", server.url());
    environment.put("POSTGRES_DSN", server.words());
    environment.put(
        "APP_DATABASE_URL",
        "jdbc:postgresql://db.example/app?user=app&password=" + secrets.at("$APP_DATABASE_URL"));
    environment.put("QUEUE_URL", "amqp://app:%s@queue.example".formatted(secrets.at("$QUEUE_URL")));
    environment.put("HOME", folder.toString());
    environment.put("PATH", System.getenv("PATH"));
    return environment;
  }

  void write() throws IOException {
    write(".pgpass", "*:*:*:somebody:%s\n");
    write(".pg_service.conf", "[rag]\nhost=db.example\nuser=app\npassword=%s\n");
    write(".netrc", "machine db.example login app password %s\n");
    write(".git-credentials", "https://app:%s@git.example\n");
    write(".aws/credentials", "[default]\naws_secret_access_key = %s\n");
    write(".m2/settings.xml", "<settings><password>%s</password></settings>\n");
    write(".psql_history", "ALTER ROLE app PASSWORD '%s';\n");
    Path git = Files.createDirectories(project.resolve(".git"));
    Files.createDirectories(git.resolve("refs/heads"));
    Files.createDirectories(git.resolve("objects"));
    Files.writeString(git.resolve("HEAD"), "ref: refs/heads/main\n");
    Files.writeString(
        git.resolve("config"),
        """
        [core]
        \trepositoryformatversion = 0
        [remote "origin"]
        \turl = https://app:%s@git.example/app.git
        [http]
        \textraheader = Authorization: Basic %s
        """
            .formatted(secrets.at(".git/config url"), secrets.at(".git/config header")));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text.formatted(secrets.at("~/" + file)));
  }
}
