package dev.redline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.redline.PackageTable.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.redline.cli.Main;
import dev.redline.plan.workload.Distance;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.search.SearchSessions;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchSession;
import dev.redline.vector.VectorTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keeps the table of packages in docs/architecture.md true, and what goes for all code. */
class ArchitectureTest {

  /** They show no message, but look for words of the driver or of a pooler in it. */
  private static final String LOOK_FOR_WORDS =
      ".*\\.(ConnectionFailedException|ConsoleProbe|ReachedLimit|RouteProbe|ShownCause)";

  static Stream<ArchRule> everyPackageUsesOnlyWhatTheTableAllows() {
    return PackageTable.rows().entrySet().stream()
        .map(row -> usesOnly(row.getKey(), row.getValue()));
  }

  static Stream<ArchRule> theHarnessKeepsItsRules() {
    return Stream.of(
        slices()
            .matching(ROOT + "(**)")
            .should()
            .beFreeOfCycles()
            .because("a package that needs another one back cannot be understood without it"),
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + "plan..", ROOT + "verdict..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
            .because("plans and verdicts compare and know no database"),
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(VectorTable.class.getName())
            .and()
            .doNotHaveFullyQualifiedName(Distance.class.getName())
            .and()
            .doNotHaveSimpleName("VectorNames")
            .should(SearchConditions.holdADistanceOperator())
            .because("statements that search are made in one place from the distance they go by"),
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SearchSession.class.getName())
            .should(SearchConditions.runTheSearchStatement())
            .because("every search goes through the session that applies the query-time policy"),
        noClasses()
            .that()
            .haveNameNotMatching(".*[.](SearchesOnServer|SearchSessions|LtstSession)")
            .should()
            .callConstructor(
                SearchSession.class, Connection.class, QueryPolicy.class, SearchPace.class)
            .because(
                "searches on a server of somebody's keep the limits of gates/workload.yaml; only"
                    + " a copy of ours and the load that a person has approved have none"),
        noClasses()
            .that()
            .haveNameNotMatching(".*[.](SearchSessions|ColdStart|Clients|Calibration)")
            .should()
            .callMethod(SearchSessions.class, "onCopies")
            .because("a server that somebody else uses is no copy"),
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit.jupiter..")
            .because("gates are JUnit tests, but what they drive is a library"),
        noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "quoting..")
            .and()
            .haveNameNotMatching(LOOK_FOR_WORDS)
            .should()
            .callMethodWhere(
                target(owner(assignableTo(SQLException.class)))
                    .and(target(nameMatching("getMessage"))))
            .because("of what a server says ServerWords shows what is PostgreSQL's own"),
        noClasses()
            .that(VersionConditions.ELSEWHERE)
            .should(VersionConditions.askForTheNumber())
            .because("what differs between PostgreSQL 14 and 18 lies in ServerVersion alone"));
  }

  static Stream<ArchRule> harnessGatesAndTestsKeepTheirRules() {
    return Stream.of(
        noClasses()
            .should()
            .callMethodWhere(
                target(owner(assignableTo(Thread.class).or(assignableTo(TimeUnit.class))))
                    .and(target(nameMatching("sleep"))))
            .because("a wait has a condition and a limit, a pause has neither"),
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Main.class.getName())
            .should()
            .callMethodWhere(
                target(owner(assignableTo(System.class).or(assignableTo(Runtime.class))))
                    .and(target(nameMatching("exit|halt"))))
            .because("a process that ends itself puts no server back"));
  }

  @ParameterizedTest
  @MethodSource
  void everyPackageUsesOnlyWhatTheTableAllows(ArchRule rule) {
    Imported.check(rule, Imported.MAIN);
  }

  @ParameterizedTest
  @MethodSource
  void theHarnessKeepsItsRules(ArchRule rule) {
    Imported.check(rule, Imported.MAIN);
  }

  @ParameterizedTest
  @MethodSource
  void harnessGatesAndTestsKeepTheirRules(ArchRule rule) {
    Imported.check(rule, Imported.ALL);
  }

  @Test
  void aSearchPastTheSessionIsFound() {
    JavaClasses stray = new ClassFileImporter().importClasses(StraySearch.class);

    assertThat(broken(noClasses().should(SearchConditions.holdADistanceOperator()), stray))
        .contains("StraySearch holds <=>");
    assertThat(broken(noClasses().should(SearchConditions.runTheSearchStatement()), stray))
        .contains("StraySearch", "query()");
  }

  @Test
  void aVersionThatIsComparedOutsideItsOnePlaceIsFound() {
    JavaClasses stray = new ClassFileImporter().importClasses(VersionConditions.Stray.class);

    assertThat(broken(noClasses().should(VersionConditions.askForTheNumber()), stray))
        .contains("Stray holds server_version_num", "versionNumber()", "major()", "number()")
        .contains("getDatabaseMajorVersion()");
  }

  private static String broken(ArchRule rule, JavaClasses classes) {
    return rule.allowEmptyShould(false).evaluate(classes).getFailureReport().toString();
  }

  @Test
  void everyPackageHasARowInTheTableAndEveryRowAPackage() {
    Set<String> packages =
        Imported.MAIN.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(ROOT.length()).replaceFirst("\\..*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(packages).isEqualTo(new TreeSet<>(PackageTable.rows().keySet()));
  }

  @Test
  void noFolderHoldsMoreThanFortyFiles() throws IOException {
    Map<Path, Long> files = filesByFolder(Path.of("src"));

    assertThat(files.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(1_000);
    assertThat(files)
        .allSatisfy((folder, count) -> assertThat(count).as("%s", folder).isLessThanOrEqualTo(40));
  }

  private static Map<Path, Long> filesByFolder(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    }
  }

  @Test
  void theRulesLookAtTheHarnessAndAtItsTests() {
    assertThat(Imported.MAIN.size()).isGreaterThan(200);
    assertThat(Imported.MAIN.contain(ArchitectureTest.class)).isFalse();
    assertThat(Imported.ALL.contain(ArchitectureTest.class)).isTrue();
    assertThat(Imported.ALL.size()).isGreaterThan(Imported.MAIN.size() + 30);
  }

  private static ArchRule usesOnly(String name, List<String> allowed) {
    String[] packages =
        Stream.concat(Stream.of(name), allowed.stream())
            .map(part -> ROOT + part + "..")
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(packages).or(not(resideInAPackage("dev.redline.."))))
        .as("%s uses only %s of ours".formatted(name, allowed.isEmpty() ? "nothing" : allowed))
        .because("docs/architecture.md says so");
  }
}
