package org.jiebang.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class HeldPortTest {

    @Test
    void serviceWithReuseAddressMayListen() throws IOException {
        try (HeldPort port = HeldPort.choose();
                ServerSocket service = socket(true)) {
            service.bind(address(port));
            assertThat(service.getLocalPort()).isEqualTo(port.number());
        }
    }

    @Test
    void othersGetNeitherThePortNorAServicesPort() throws IOException {
        try (HeldPort port = HeldPort.choose();
                ServerSocket other = socket(false);
                ServerSocket service = socket(true);
                ServerSocket second = socket(true)) {
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> other.bind(address(port)));
            service.bind(address(port));
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> second.bind(address(port)));
        }
    }

    @Test
    void portIsStillHeldAfterTheServiceStopped() throws IOException {
        try (HeldPort port = HeldPort.choose();
                ServerSocket other = socket(false)) {
            try (ServerSocket service = socket(true)) {
                service.bind(address(port));
            }
            assertThatExceptionOfType(BindException.class).isThrownBy(() -> other.bind(address(port)));
        }
    }

    @Test
    void portIsFreeAfterwards() throws IOException {
        HeldPort port = HeldPort.choose();
        port.close();
        try (ServerSocket other = socket(false)) {
            other.bind(address(port));
        }
    }

    private static ServerSocket socket(boolean reuseAddress) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(reuseAddress);
        return socket;
    }

    private static InetSocketAddress address(HeldPort port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number());
    }
}
