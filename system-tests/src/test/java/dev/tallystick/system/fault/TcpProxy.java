package dev.tallystick.system.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between two parts that a test can cut or slow down. Listens on a port of its own on
 * loopback and carries bytes to another one and back.
 */
final class TcpProxy implements AutoCloseable {
  private static final int CHUNK = 1 << 14;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private boolean cut;
  private volatile Duration delay = Duration.ZERO;

  private TcpProxy(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  /** Begins to carry to a port of this machine. */
  static TcpProxy to(int port) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    TcpProxy proxy =
        new TcpProxy(new ServerSocket(0, 64, loopback), new InetSocketAddress(loopback, port));
    daemon(proxy::accept);
    return proxy;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Nothing arrives any more in either direction, and nobody is told: a partition. */
  synchronized void cut() {
    cut = true;
  }

  /** What was sent meanwhile arrives now. */
  synchronized void heal() {
    cut = false;
    notifyAll();
  }

  private synchronized void awaitHealed() throws InterruptedException {
    while (cut) {
      wait();
    }
  }

  /** Each chunk arrives that much later. */
  void slowDown(Duration by) {
    delay = by;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // Closed: the loop ends.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket onward = new Socket();
    try {
      onward.connect(target);
    } catch (IOException e) {
      // The target is away: the client sees a connection that ends.
      client.close();
      return;
    }
    open.add(client);
    open.add(onward);
    daemon(() -> carry(client, onward));
    daemon(() -> carry(onward, client));
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        // The subject: a wire on which everything takes this long.
        Thread.sleep(delay.toMillis());
        awaitHealed();
        out.write(chunk, 0, read);
        out.flush();
      }
    } catch (IOException e) {
      // One side has ended; so has the wire.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    heal();
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      // It was closed anyhow.
    }
  }
}
