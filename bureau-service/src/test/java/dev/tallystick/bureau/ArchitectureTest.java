package dev.tallystick.bureau;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.houserules.ArchitectureRules;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The rules that every service of the suite keeps, and that of the bureaus in one database. */
class ArchitectureTest extends ArchitectureRules {
  private final JavaClasses main =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tallystick.bureau");

  /** Without the binding such a method would see no rows, and write none. */
  @Test
  void methodsThatUseABureausRows_areInItsName() {
    methods()
        .that(DescribedPredicate.describe("use a bureau's rows", ArchitectureTest::usesRows))
        .should(beInTheNameOfOneBureau())
        .because("row-level security shows a transaction the rows of the bureau that it has named")
        .check(main);
  }

  @Test
  void theBinding_isOnTransactionsOfOneBureauOnly() {
    methods().that().areAnnotatedWith(AsBureau.class).should(beInTheNameOfOneBureau()).check(main);
  }

  @Test
  void theDatabase_isReachedThroughRepositoriesOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(DataSource.class, Connection.class)
        .check(main);
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Repository")
        .and()
        .doNotHaveSimpleName("AsBureauInterceptor")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(EntityManager.class)
        .check(main);
  }

  /** Calls a repository from outside, unless what is called names the bureau itself. */
  private static boolean usesRows(JavaMethod method) {
    return method.getMethodCallsFromSelf().stream()
        .filter(call -> isRepositoryOfABureau(call.getTargetOwner()))
        .filter(call -> !call.getTargetOwner().equals(call.getOriginOwner()))
        .anyMatch(call -> !isInTheNameOfOneBureau(call.getTarget()));
  }

  private static boolean isRepositoryOfABureau(JavaClass type) {
    return type.isAssignableTo(PanacheRepositoryBase.class)
        && !type.isEquivalentTo(BureauRepository.class);
  }

  private static boolean isInTheNameOfOneBureau(MethodCallTarget target) {
    return target.resolveMember().filter(ArchitectureTest::isInTheNameOfOneBureau).isPresent();
  }

  private static boolean isInTheNameOfOneBureau(JavaCodeUnit method) {
    List<JavaClass> parameters = method.getRawParameterTypes();
    return method.isAnnotatedWith(Transactional.class)
        && method.isAnnotatedWith(AsBureau.class)
        && parameters.stream().filter(type -> type.isEquivalentTo(BureauId.class)).count() == 1;
  }

  private static ArchCondition<JavaMethod> beInTheNameOfOneBureau() {
    return new ArchCondition<>("be @Transactional and @AsBureau, with one BureauId") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        events.add(
            new SimpleConditionEvent(method, isInTheNameOfOneBureau(method), method.getFullName()));
      }
    };
  }
}
