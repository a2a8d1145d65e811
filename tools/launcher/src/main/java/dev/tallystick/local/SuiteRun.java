package dev.tallystick.local;

import dev.tallystick.local.mailbox.LocalMailbox;
import dev.tallystick.local.pages.ApiPages;
import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Supervised;
import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * All parts of the suite from their start to their end. They start side by side, since each waits
 * for what it needs; they end in order, so that nothing loses its database while it still writes.
 */
final class SuiteRun {
  private final List<Supervised> clients = new ArrayList<>();
  private final Supervised database;
  private final Optional<PublishedPolicyFile> policy;
  private final Suite suite;
  private final Secrets secrets;
  private final RunState state;
  private final LauncherProgress progress;
  private Optional<ApiPages> pages = Optional.empty();
  private Optional<LocalMailbox> mailbox = Optional.empty();
  private boolean stopped;

  /** A run of the parts named; of all parts if none is. PostgreSQL always runs. */
  SuiteRun(
      Suite suite,
      SuiteFolder folder,
      Set<String> only,
      ServicePrograms programs,
      LauncherProgress progress) {
    this.suite = suite;
    this.progress = progress;
    this.secrets = Secrets.in(folder.secrets());
    this.state = new RunState(folder.run("parts"));
    List<String> databases = Suite.services().stream().map(Suite.Service::shortName).toList();
    PostgresStep postgres =
        new PostgresStep(folder, suite.ports(), databases, List.of(KeycloakStep.NAME));
    this.database = new Supervised(postgres, state, progress);
    this.policy =
        only.isEmpty()
            ? Optional.of(new PublishedPolicyFile(folder, suite.addresses()))
            : Optional.empty();

    List<Component> components = new ArrayList<>();
    KeycloakProgram program = new KeycloakProgram(folder, suite.keycloakArchive(), progress);
    components.add(new KeycloakStep(suite, folder, secrets, program, postgres));
    ServiceConfig config = new ServiceConfig(suite, folder, secrets);
    for (Suite.Service service : Suite.services()) {
      components.add(new ServiceStep(suite, service, programs, config, postgres));
    }
    for (LocalWitnesses.Witness witness : LocalWitnesses.all()) {
      components.add(new WitnessStep(suite, witness, folder));
    }
    components.add(new PortalStep(suite, programs, config));
    for (Component component : components) {
      if (only.isEmpty() || only.contains(component.name())) {
        add(component);
      }
    }
  }

  /** The secrets of the suite, which only one object may draw. */
  Secrets secrets() {
    return secrets;
  }

  /** Adds a part before the start. */
  void add(Component component) {
    clients.add(new Supervised(component, state, progress));
  }

  /** Starts everything and returns when all is ready. */
  void start() throws ComponentFailedException, InterruptedException {
    CompletableFuture<Void> outcome = new CompletableFuture<>();
    List<CompletableFuture<Void>> ready = new ArrayList<>();
    openMailbox();
    synchronized (this) {
      if (stopped) {
        throw new InterruptedException();
      }
      for (Supervised part : all()) {
        ready.add(part.firstReady());
        part.start();
      }
    }
    // The first failure ends the waiting; success needs all.
    var unused =
        CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new))
            .thenRun(() -> outcome.complete(null));
    for (CompletableFuture<Void> each : ready) {
      unused = each.exceptionally(e -> fail(outcome, e));
    }
    try {
      outcome.get();
      keepPolicy();
      servePages();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ComponentFailedException failure) {
        throw failure;
      }
      throw new ComponentFailedException(String.valueOf(e.getCause()), e);
    }
  }

  /** What the suite mails to people, of a whole suite; before anything mails. */
  private void openMailbox() throws ComponentFailedException {
    synchronized (this) {
      if (policy.isEmpty() || stopped) {
        return;
      }
      int smtp = suite.ports().service(LocalMailbox.USUAL_SMTP_PORT);
      int page = suite.ports().service(LocalMailbox.USUAL_PORT);
      try {
        mailbox = Optional.of(LocalMailbox.open(smtp, page));
      } catch (IOException e) {
        throw new ComponentFailedException("the mailbox cannot be opened: " + e, e);
      }
    }
  }

  private void keepPolicy() throws ComponentFailedException {
    if (policy.isPresent()) {
      try {
        policy.get().write();
      } catch (IOException e) {
        throw new ComponentFailedException("the log's policy cannot be kept: " + e, e);
      }
    }
  }

  /** The APIs in a browser, of a whole suite. */
  private void servePages() throws ComponentFailedException {
    if (policy.isEmpty()) {
      return;
    }
    Map<String, String> services = new HashMap<>();
    for (Suite.Service service : Suite.services()) {
      services.put(service.name(), suite.addresses().service(service));
    }
    synchronized (this) {
      if (stopped) {
        return;
      }
      int port = suite.ports().service(ApiPages.USUAL_PORT);
      try {
        pages = Optional.of(ApiPages.start(port, suite.addresses().realm(), services));
      } catch (IOException e) {
        throw new ComponentFailedException("nothing can be served at port " + port + ": " + e, e);
      }
    }
  }

  /** Ends everything; returns when no process is left. Further calls do nothing. */
  void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      pages.ifPresent(ApiPages::close);
    }
    clients.forEach(Supervised::beginStop);
    clients.forEach(Supervised::awaitStopped);
    database.beginStop();
    database.awaitStopped();
    mailbox.ifPresent(LocalMailbox::close);
  }

  private static @Nullable Void fail(CompletableFuture<Void> outcome, Throwable reason) {
    outcome.completeExceptionally(reason);
    return null;
  }

  private List<Supervised> all() {
    List<Supervised> all = new ArrayList<>(List.of(database));
    all.addAll(clients);
    return all;
  }
}
