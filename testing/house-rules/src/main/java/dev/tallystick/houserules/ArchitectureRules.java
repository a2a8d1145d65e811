package dev.tallystick.houserules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import java.io.InputStream;
import java.time.Clock;
import java.util.Date;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The rules that every service of the suite keeps, for the package of the test that extends this
 * one and everything below it. A service without records or fields keeps the rules about them.
 */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ArchitectureRules {
  /** Libraries that only tests have. */
  private static final String TEST_LIBRARIES = "dev/tallystick/(houserules|postgres)/";

  private final String base = getClass().getPackageName();
  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(base);

  @Test
  protected void features_formNoCycles() {
    slices().matching(base + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true).check(main);
  }

  @Test
  protected void http_isKnownToItsAdaptersOnly() {
    noClasses()
        .that(are(topLevelNameNotMatching(".*(Resource|Mappers|Filter)")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(main);
  }

  @Test
  protected void domainRecords_knowNoFramework() {
    classes()
        .that()
        .areRecords()
        .and()
        .haveSimpleNameNotEndingWith("Json")
        .and()
        .haveSimpleNameNotEndingWith("Document")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.sql..", "org.jspecify..", "dev.tallystick..")
                .or(name("io.quarkus.qute.TemplateData")))
        .because("it says what a page shows; the mark has code generated that reads it")
        .allowEmptyShould(true)
        .check(main);
    noFields()
        .that()
        .areDeclaredInClassesThat()
        .areRecords()
        .should()
        .haveRawType(byte[].class)
        .because("two equal records would differ, and others could change what they hold")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  protected void time_comesFromTheClock() {
    noClasses()
        .that()
        .doNotHaveSimpleName("ServiceClock")
        .should()
        .callMethodWhere(asksTheMachineForTheTime())
        .orShould()
        .callConstructor(Date.class)
        .check(main);
  }

  @Test
  protected void theClock_ticksInMilliseconds() {
    noClasses()
        .should()
        .callMethod(Clock.class, "systemUTC")
        .because("a database rounds what is finer, so what was answered once would read otherwise")
        .check(main);
  }

  /** Of this service and of the suite's libraries that go into its image. */
  @Test
  protected void staticFields_holdNothingOfOneProcess() {
    StaticStateRule.check(main);
    Pattern others =
        Pattern.compile(".*(" + base.replace('.', '/') + "/|" + TEST_LIBRARIES + ").*");
    StaticStateRule.check(
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.matches(others))
            .importPackages("dev.tallystick"));
  }

  @Test
  protected void injection_goesThroughTheConstructor() {
    noFields().should().beAnnotatedWith(Inject.class).allowEmptyShould(true).check(main);
  }

  /** What leaves a rule out is of test builds: what is packaged can do no other than keep it. */
  @Test
  protected void rules_areLeftOutByNothing() {
    noClasses()
        .that()
        .areAnnotatedWith(Interceptor.class)
        .should()
        .beAnnotatedWith("dev.tallystick.problem.EnforcesRule")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  protected void names_sayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?)").check(main);
    noClasses().should().haveNameMatching(".*\\.Abstract[A-Z][^.]*").check(main);
  }

  @Test
  protected void resourceMethods_nameWhoMayCallThem() {
    methods()
        .that(are(answeringRequests()))
        .should(haveRoles())
        .because("who is let in must be readable where the path is")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  protected void resourceMethods_arePublic() {
    methods()
        .that(are(answeringRequests()))
        .should()
        .bePublic()
        .because("the framework passes over others in silence, though the API describes them")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  protected void resourceMethods_sayWhatTheyConsume() {
    methods()
        .that(are(answeringRequests()))
        .and(are(takingABody()))
        .should(haveMediaTypes())
        .because("otherwise the framework makes an object of whatever text it is sent")
        .allowEmptyShould(true)
        .check(main);
  }

  @Test
  protected void packages_areNullMarked() {
    assertThat(main.getPackage(base).getSubpackagesInTree())
        .filteredOn(inner -> !inner.getClasses().isEmpty())
        .allMatch(inner -> inner.isAnnotatedWith(NullMarked.class));
    assertThat(main.getPackage(base).isAnnotatedWith(NullMarked.class)).isTrue();
  }

  private static DescribedPredicate<JavaClass> topLevelNameNotMatching(String regex) {
    return DescribedPredicate.describe(
        "not named " + regex,
        type -> {
          JavaClass top = type;
          while (top.getEnclosingClass().isPresent()) {
            top = top.getEnclosingClass().get();
          }
          return !top.getSimpleName().matches(regex);
        });
  }

  private static DescribedPredicate<JavaCall<?>> asksTheMachineForTheTime() {
    return DescribedPredicate.describe(
        "asks the machine for the time",
        call -> {
          String method = call.getTarget().getOwner().getName() + "." + call.getName();
          boolean withClock =
              call.getTarget().getRawParameterTypes().stream()
                  .anyMatch(type -> type.isEquivalentTo(Clock.class));
          return method.equals("java.lang.System.currentTimeMillis")
              || method.matches("java\\.time\\.Clock\\.(system|tick)\\w+")
              || (method.matches("java\\.time\\.(chrono\\.)?\\w+\\.now") && !withClock);
        });
  }

  private static DescribedPredicate<JavaMethod> answeringRequests() {
    return DescribedPredicate.describe(
        "answering requests",
        method ->
            method.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
  }

  private static DescribedPredicate<JavaMethod> takingABody() {
    return DescribedPredicate.describe(
        "taking a body",
        method ->
            method.getRawParameterTypes().stream()
                .anyMatch(
                    type ->
                        type.getSimpleName().endsWith("Json")
                            || type.isEquivalentTo(byte[].class)
                            || type.isEquivalentTo(InputStream.class)));
  }

  private static ArchCondition<JavaMethod> haveMediaTypes() {
    return new ArchCondition<>("carry @Consumes, or their class does") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean named =
            method.isAnnotatedWith(Consumes.class)
                || method.getOwner().isAnnotatedWith(Consumes.class);
        events.add(new SimpleConditionEvent(method, named, method.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaMethod> haveRoles() {
    return new ArchCondition<>("carry @RolesAllowed or @PermitAll, or their class does") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean named =
            method.isAnnotatedWith(RolesAllowed.class)
                || method.isAnnotatedWith(PermitAll.class)
                || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                || method.getOwner().isAnnotatedWith(PermitAll.class);
        events.add(new SimpleConditionEvent(method, named, method.getFullName()));
      }
    };
  }
}
