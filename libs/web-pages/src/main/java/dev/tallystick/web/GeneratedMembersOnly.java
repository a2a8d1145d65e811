package dev.tallystick.web;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Mapper;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has templates read members by generated code alone.
 *
 * <p>On a JVM, Qute reads by reflection what no generated code reads; a native image has no such
 * reflection, and the page is lost there alone. So the JVM loses it too, and each test of a page is
 * a test of the native page.
 *
 * <p>A class whose members are missed wants {@link TemplateData}. Qute generates for a class that
 * is an argument of a message only the members that arguments read. A class of another module is
 * named by a {@code TemplateData} with its target, on any bean of the service.
 */
@ApplicationScoped
@TemplateData(target = Optional.class)
public class GeneratedMembersOnly {
  /** Just before reading by reflection, and after all that is generated or built in. */
  private static final int BEFORE_REFLECTION = 0;

  void configure(@Observes EngineBuilder engine) {
    engine.addValueResolver(new Refusal());
  }

  /**
   * Ends a page that reads what nothing was generated for. What a mapper does not have, the scope
   * around it may.
   */
  private static final class Refusal implements ValueResolver {
    @Override
    public int getPriority() {
      return BEFORE_REFLECTION;
    }

    @Override
    public boolean appliesTo(EvalContext context) {
      Object base = context.getBase();
      return base != null && !(base instanceof Mapper);
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
      return CompletableFuture.failedFuture(
          new TemplateException(
              "No code is generated that reads "
                  + context.getName()
                  + " of "
                  + context.getBase().getClass().getName()));
    }
  }
}
