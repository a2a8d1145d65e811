package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.ForeignIndex;
import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.RootAppender;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.houserules.TestClock;
import dev.tallystick.tlog.Hash;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;

/** A log with followers that make its index and the roots over it. */
abstract class FollowedLogCase {
  final TestClock clock = TestClock.running();
  final TestLog log = TestLog.create(clock, store -> store);
  final TestEvents events = new TestEvents(clock);
  final IndexSalts salts = IndexSalts.beginOrLoad(log.dataSource, log.kms());
  final List<IndexFollower> followers = new ArrayList<>();

  /**
   * How often a follower has taken a connection: one that fails lets go of it and takes another.
   */
  final AtomicInteger connections = new AtomicInteger();

  /** After each commit of a follower, before it goes on. */
  Runnable afterCommit = () -> {};

  long seconds;

  @AfterEach
  void close() {
    followers.forEach(IndexFollower::close);
    log.close();
  }

  RootAppender appender() {
    OwnEvents own = new OwnEvents(log.intake, clock);
    return root ->
        own.append(
            own.drawId(),
            IndexRoot.TYPE,
            Optional.empty(),
            root.toData(),
            Map.of("index/root", root.number() - 1),
            List.of());
  }

  IndexSnapshots follow(RootAppender appender) {
    return follow(appender, clock);
  }

  IndexSnapshots follow(RootAppender appender, Clock itsClock) {
    IndexSnapshots snapshots = new IndexSnapshots();
    IndexFollower follower =
        new IndexFollower(
            new IndexFollower.Parts(counted(), log.seal, log.entries, log.fresh, salts),
            snapshots,
            appender,
            itsClock,
            Duration.ofSeconds(1));
    followers.add(follower);
    follower.start();
    return snapshots;
  }

  /** The log's database, which counts the connections that followers take. */
  private DataSource counted() {
    return (DataSource)
        Proxy.newProxyInstance(
            DataSource.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              connections.incrementAndGet();
              return watched(log.dataSource.getConnection());
            });
  }

  private Connection watched(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(connection, arguments);
                if (method.getName().equals("commit")) {
                  afterCommit.run();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  void freeze(String person) {
    // The next root is due; tests do not wait for a second to pass.
    clock.moveTo(Duration.ofSeconds(++seconds));
    log.append(TestEvents.CLIENT, events.freeze(person));
  }

  static void await(BooleanSupplier condition) {
    Awaitility.await()
        .atMost(60, TimeUnit.SECONDS)
        .pollInterval(25, TimeUnit.MILLISECONDS)
        .until(condition::getAsBoolean);
  }

  void awaitNumber(IndexSnapshots snapshots, long number) {
    await(() -> snapshots.newest().filter(now -> now.root().data().number() >= number).isPresent());
  }

  /** The chain in the log, each root compared with the stubs before it. */
  List<IndexRoot> check() throws Exception {
    List<IndexRoot> roots = new ArrayList<>();
    OptionalLong previous = OptionalLong.empty();
    for (StoredEntry row : log.entries.range(0, Long.MAX_VALUE)) {
      if (row.typeCode() == IndexRoot.TYPE.code()) {
        IndexRoot root = IndexRoot.find(log.seal.openBody(row).data()).orElseThrow();
        roots.add(root);
        assertThat(root.number()).as("numbers without a gap").isEqualTo(roots.size());
        assertThat(root.previous()).isEqualTo(previous);
        assertThat(root.root()).as("root %d", root.number()).isEqualTo(rebuilt(root.coveredSize()));
        previous = OptionalLong.of(row.index());
      }
    }
    log.check();
    return roots;
  }

  Hash rebuilt(long size) {
    ForeignIndex index = new ForeignIndex();
    for (StoredEntry row : log.entries.range(0, size)) {
      List<String> labels = log.seal.openStub(row).labels().stream().map(Hash::hex).toList();
      index.file(row.index(), row.entry().toByteArray(), labels);
    }
    return Hash.takeOwnershipOf(index.root(label -> salts.of(Hash.fromHex(label)).toByteArray()));
  }
}
