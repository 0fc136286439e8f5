package dev.redline.phase.propose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.phase.propose.Machine.Disk;
import dev.redline.plan.value.MemorySize;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.Setting;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.PoolSizes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What settings take into account beside memory: standbys and huge pages. */
class SettingDraftsTest {

  private static final int HUGE_PAGES = 20;

  @Test
  void oneStandbyGetsItsSenderAndAsMuchWalAsTheDiskMayHoldForIt() {
    Map<String, Draft> drafts = drafts(150018, 1);
    assertThat(drafts.get("max_wal_senders").value()).isEqualTo("3");
    assertThat(drafts.get("max_wal_senders").because())
        .startsWith("1 for standbys")
        .endsWith("raise it on the standbys first");
    assertThat(drafts.get("max_slot_wal_keep_size").value()).isEqualTo("8GB");
  }

  @Test
  void withoutStandbysNothingIsSaidOfThem() {
    assertThat(drafts(150018, 0)).doesNotContainKeys("max_wal_senders", "max_slot_wal_keep_size");
  }

  @Test
  void sessionsOfPoolsAreCountedInPlaceOfAllThatMayCome() {
    Map<String, Draft> few = drafts(150018, 0, Optional.of(new PoolSizes(1, 2, 20, 0)));
    assertThat(few.get("work_mem").value()).isEqualTo("64MB");
    assertThat(few.get("work_mem").because())
        .isEqualTo(
            "what shared_buffers leaves, for 30 sessions of pools and past them with 3 sorts each,"
                + " 4MB to 64MB");
    assertThat(few.get("max_connections").value()).as("kept").isEqualTo("100");
    Map<String, Draft> many = drafts(150018, 0, Optional.of(new PoolSizes(3, 10, 250, 7)));
    assertThat(many.get("max_connections").value()).isEqualTo("260");
    assertThat(many.get("max_connections").because())
        .isEqualTo("10 pools of the pooler may open 250 sessions, and 10 come past it");
    assertThat(many.get("work_mem").value())
        .as("max_connections as it is lets no more in")
        .isEqualTo(drafts(150018, 0).get("work_mem").value());
  }

  @Test
  void hugePagesAreCountedForTheSharedBuffersThatAreProposed() {
    Draft pages = drafts(150018, 0).get("huge_pages");
    assertThat(pages.value()).isEqualTo("try");
    assertThat(pages.because())
        .isEqualTo(
            "vm.nr_hugepages = 2052 would hold it (now shared_memory_size_in_huge_pages = 20)");
  }

  @Test
  void aServerThatDoesNotTellThemIsNotGuessedAt() {
    assertThat(drafts(140020, 0).get("huge_pages").because())
        .isEqualTo("the server does not tell how many pages it would take");
  }

  /** 16 GB of memory; 40 MB of shared memory now, 32 MB of them shared_buffers. */
  private static Map<String, Draft> drafts(int version, int standbys) {
    return drafts(version, standbys, Optional.empty());
  }

  private static Map<String, Draft> drafts(int version, int standbys, Optional<PoolSizes> pools) {
    Map<String, Setting> settings = new TreeMap<>();
    for (Setting setting :
        List.of(
            setting("max_connections", 100, null),
            setting("superuser_reserved_connections", 3, null),
            setting("shared_buffers", 4096, "8kB"),
            setting("shared_memory_size", 40, "MB"),
            setting("shared_memory_size_in_huge_pages", HUGE_PAGES, null))) {
      settings.put(setting.name(), setting);
    }
    SettingsSnapshot now =
        new SettingsSnapshot(
            Instant.EPOCH,
            new ServerIdentity(null, "15.18", version, "rag", "app", null, ""),
            settings);
    Machine machine =
        new Machine(Optional.of(MemorySize.parse("16GB")), Optional.of(4), Disk.SOLID);
    Map<String, Draft> drafts = new TreeMap<>();
    new SettingDrafts(machine, now, 0, 0, standbys, pools)
        .drafts()
        .forEach(draft -> drafts.put(draft.name(), draft));
    return drafts;
  }

  private static Setting setting(
      String name, int value, @org.jspecify.annotations.Nullable String unit) {
    String text = Integer.toString(value);
    return new Setting(
        name,
        text,
        text,
        unit,
        "integer",
        "postmaster",
        "default",
        null,
        null,
        null,
        null,
        List.of(),
        false);
  }
}
