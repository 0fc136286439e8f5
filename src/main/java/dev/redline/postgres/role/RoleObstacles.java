package dev.redline.postgres.role;

import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.quoting.SqlText;
import java.util.ArrayList;
import java.util.List;

/** Why a role that is there cannot be made what the plan says. */
final class RoleObstacles {

  private RoleObstacles() {}

  /** Each with its owner and what to do. */
  static List<String> of(IsolatedRole role, RoleState now, RolePasswords passwords) {
    List<String> obstacles = new ArrayList<>();
    String name = role.name();
    String shown = SqlText.shownName(name);
    if (!now.login()) {
      obstacles.add("%s may not log in: ALTER ROLE %1$s LOGIN".formatted(shown));
    }
    if (!now.powers().isEmpty()) {
      obstacles.add(
          "%s is %s, more than an application needs: take that away, or name another role"
              .formatted(name, String.join(", ", now.powers())));
    }
    now.perDatabase()
        .forEach(
            (setting, database) -> {
              if (role.settings().containsKey(setting)) {
                obstacles.add(
                    "ALTER ROLE %1$s IN DATABASE %2$s owns %3$s and would win: ALTER ROLE %1$s IN DATABASE %2$s RESET %3$s"
                        .formatted(shown, SqlText.shownName(database), setting));
              }
            });
    if (passwords.find(name).isEmpty()) {
      obstacles.add(
          "%s is there and its password is not known here: add the line *:*:*:%s:<password> to %s (mode 0600), or drop the role"
              .formatted(name, name, passwords.file()));
    }
    return obstacles;
  }
}
