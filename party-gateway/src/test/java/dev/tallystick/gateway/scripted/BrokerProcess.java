package dev.tallystick.gateway.scripted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/** A broker of Kafka and its controller, in a process of their own. */
public final class BrokerProcess {
  private BrokerProcess() {}

  /** Formats the folder of a new broker, and runs it until it or who has started it is killed. */
  public static void main(String[] args) throws Exception {
    String file = args[0];
    ProcessHandle.current().parent().ifPresent(BrokerProcess::endWith);
    Properties properties = Utils.loadProps(file);
    if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
      int failed =
          StorageTool.execute(
              new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file}, System.out);
      if (failed != 0) {
        System.exit(failed);
      }
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
    server.awaitShutdown();
  }

  private static void endWith(ProcessHandle parent) {
    var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
  }
}
