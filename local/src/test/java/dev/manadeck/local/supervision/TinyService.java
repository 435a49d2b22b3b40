package dev.manadeck.local.supervision;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service to supervise: answers everything with 200, or ends at once when told to fail. */
final class TinyService {
  private TinyService() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("secret is " + System.getenv("TINY_SECRET"));
    if (arguments[0].equals("fail")) {
      System.out.println("the reason of the failure");
      System.exit(3);
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
            0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
