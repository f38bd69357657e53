package org.jiebang.api.account;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * From where a session was begun, told so that its owner knows it again and nobody else learns much.
 *
 * @param address the network: the first three of four parts of an IPv4 address, the first 48 bits of an IPv6 one
 * @param device browser and system by their own names, e.g. {@code Firefox · Windows}; blank if the request names neither
 */
record Origin(String address, String device) {
    /** A name of a product stands for itself; of several that a browser claims to be, the first of the list is what it is. */
    private static final List<String> BROWSERS =
            List.of("MicroMessenger", "Edg", "OPR", "QQBrowser", "Firefox", "Chrome", "Safari", "curl");

    private static final List<String> SYSTEMS =
            List.of("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux");

    private static final int IPV6_NETWORK_BYTES = 6;

    static Origin of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        String agent = Objects.requireNonNullElse(request.getHeaders().getFirst(HttpHeaders.USER_AGENT), "");
        return new Origin(
                remote == null || remote.getAddress() == null ? "" : network(remote.getAddress()), device(agent));
    }

    private static String network(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return address.getHostAddress();
        }
        if (address instanceof Inet4Address) {
            String text = address.getHostAddress();
            return text.substring(0, text.lastIndexOf('.')) + ".*";
        }
        String network = HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_BYTES));
        return network.replaceAll("(.{4})(?=.)", "$1:") + "::*";
    }

    private static String device(String agent) {
        return List.of(BROWSERS, SYSTEMS).stream()
                .flatMap(names -> names.stream().filter(agent::contains).limit(1))
                .map(name -> switch (name) {
                    case "Edg" -> "Edge";
                    case "OPR" -> "Opera";
                    case "MicroMessenger" -> "WeChat";
                    case "Mac OS X" -> "macOS";
                    default -> name;
                })
                .collect(Collectors.joining(" · "));
    }
}
