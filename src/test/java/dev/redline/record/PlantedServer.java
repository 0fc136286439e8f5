package dev.redline.record;

import dev.redline.trial.PreparedServer;
import dev.redline.trial.StageTrial;
import dev.redline.trial.YourServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

/** A server of somebody's with secrets wherever one can lie. */
final class PlantedServer implements AutoCloseable {

  private final PlantedSecrets secrets;
  private final StageTrial trial;
  private final YourServer server;
  private final String password;

  private PlantedServer(PlantedSecrets secrets, StageTrial trial) throws Exception {
    this.secrets = secrets;
    this.trial = trial;
    this.password = secrets.at("password of the account");
    configure();
    server = YourServer.start(trial);
  }

  static PlantedServer start(PlantedSecrets secrets, StageTrial trial) throws Exception {
    PlantedServer planted = new PlantedServer(secrets, trial);
    try {
      planted.statements();
      planted.wrap("start");
      planted.wrap("stop");
      return planted;
    } catch (Exception e) {
      planted.close();
      throw e;
    }
  }

  String url() {
    return server.url().replaceFirst("//[^@]*@", "//tuner:" + password + "@");
  }

  /** The same server and account in libpq's own form. */
  String words() {
    String address = server.url().replaceFirst(".*@", "");
    return "host=%s port=%s dbname=redline user=tuner password=%s"
        .formatted(address.replaceFirst(":.*", ""), address.replaceAll(".*:|/.*", ""), password);
  }

  private void configure() throws Exception {
    Path file = trial.configurationFile();
    Path included = file.resolveSibling("planted.conf");
    Files.writeString(
        included,
        "app.webhook = 'https://hooks.example/T0/%s'\napp.password = '%s'\n"
            .formatted(secrets.at("webhook in an included file"), secrets.at("included file")));
    PreparedServer.run("chown", "--reference=" + file, included.toString());
    Files.writeString(
        file,
        """

        shared_preload_libraries = 'pg_stat_statements'
        pg_stat_statements.track_utility = on
        log_statement = all
        include = 'planted.conf'
        # the old password was %s
        # app.client_secret = '%s'
        # Authorization: Bearer %s
        # -----BEGIN PRIVATE KEY----- %s -----END PRIVATE KEY-----
        archive_command = 'curl -u backup:%s -T %%p https://archive/%%f' # key %s
        restore_command = 'AWS_SECRET_ACCESS_KEY=%s wal-g wal-fetch %%f %%p'
        primary_conninfo = 'host=standby user=replicator password=%s'
        ssl_passphrase_command = 'echo %s'
        app.api_key = '%s'
        app.remark = 'ask for %s'
        corp_extension.greeting = '%s'
        cluster_name = '%s'
        event_source = '%s'
        search_path = '"$user", public' # %s
        """
            .formatted(
                secrets.at("prose in a comment"),
                secrets.at("setting in a comment"),
                secrets.at("header in a comment"),
                secrets.at("PEM in a comment"),
                secrets.at("archive_command"),
                secrets.at("comment behind a setting"),
                secrets.at("restore_command"),
                secrets.at("primary_conninfo"),
                secrets.at("ssl_passphrase_command"),
                secrets.at("a setting named as a key"),
                secrets.at("a setting of a harmless name"),
                secrets.at("a setting of an unknown extension"),
                secrets.at("cluster_name"),
                secrets.at("event_source"),
                secrets.at("comment behind a planned setting")),
        StandardOpenOption.APPEND);
  }

  private void statements() throws Exception {
    for (String sql :
        List.of(
            "CREATE EXTENSION pg_stat_statements",
            "CREATE ROLE tuner SUPERUSER LOGIN PASSWORD '%s'".formatted(password),
            "ALTER ROLE tuner SET app.token = '%s'".formatted(secrets.at("setting of a role")),
            "ALTER DATABASE redline SET app.note = '%s'"
                .formatted(secrets.at("setting of a database")),
            "ALTER SYSTEM SET archive_cleanup_command = 'clean %s'"
                .formatted(secrets.at("ALTER SYSTEM")),
            "CREATE ROLE other LOGIN PASSWORD '%s'".formatted(secrets.at("password of another")),
            "COMMENT ON DATABASE redline IS 'password %s'"
                .formatted(secrets.at("comment of the database")),
            "COMMENT ON ROLE other IS '%s'".formatted(secrets.at("comment of a role")),
            "SELECT /* %s */ count(*) FROM document_chunks"
                .formatted(secrets.at("comment in a counted statement")),
            "SET application_name = '%s'".formatted(secrets.at("utility statement, counted")),
            "CREATE FUNCTION planted() RETURNS text LANGUAGE sql AS $$ SELECT '%s' $$"
                .formatted(secrets.at("body of a function")),
            "CREATE VIEW planted_view AS SELECT '%s'::text AS key"
                .formatted(secrets.at("definition of a view")),
            "CREATE TABLE planted_table (key text DEFAULT '%s')"
                .formatted(secrets.at("default of a column")),
            "CREATE INDEX planted_index ON planted_table (key) WHERE key <> '%s'"
                .formatted(secrets.at("predicate of an index")),
            "INSERT INTO planted_table VALUES ('%s')".formatted(secrets.at("row of a table")),
            "ALTER ROLE tuner SET event_triggers_of.mine = '%s'"
                .formatted(secrets.at("setting of a role, unknown extension")),
            "SELECT pg_reload_conf()")) {
      try (Connection connection = trial.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** Whoever makes a schema from now on is told more than they should know. */
  void raiseErrors() throws Exception {
    String raise =
        """
        CREATE FUNCTION planted_raise() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'no: %s' USING DETAIL = 'since %s', HINT = 'use %s'; END $$;
        CREATE EVENT TRIGGER planted ON ddl_command_start WHEN TAG IN ('CREATE SCHEMA')
        EXECUTE FUNCTION planted_raise();
        """
            .formatted(
                secrets.at("message that is raised"),
                secrets.at("detail that is raised"),
                secrets.at("hint that is raised"));
    try (Connection connection = trial.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(raise);
    }
  }

  /** The next start fails, after its command has said what it says; the one after that does not. */
  void failToStartOnce() throws Exception {
    Files.createFile(trial.home().resolve("start.sh.fails"));
  }

  /** A session under a name that is a secret, which holds and waits for what others need. */
  Connection session() throws Exception {
    Connection connection = trial.connect();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET application_name = '%s'".formatted(secrets.at("application_name of a session")));
      statement.execute("SELECT count(*) FROM planted_table");
    }
    return connection;
  }

  /** A command of theirs that says more than it should, on both outputs. */
  private void wrap(String action) throws Exception {
    Path script = trial.home().resolve(action + ".sh");
    Files.writeString(
        script,
        ("#!/bin/sh\necho 'connecting with %s'\necho 'token=%s' >&2\n"
                + "rm \"$0.fails\" 2>/dev/null && exit 3\nexec \"$@\"\n")
            .formatted(
                secrets.at("output of the " + action + " command"),
                secrets.at("errors of the " + action + " command")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    trial.edit("target.yaml", action + ": [", action + ": [" + script + ", ");
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
