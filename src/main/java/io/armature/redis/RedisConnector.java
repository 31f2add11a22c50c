/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.redis;

import io.armature.redis.RedisTopology.Cluster;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lettuce's client as this package needs it: few threads, a bounded queue, nothing kept while there is no connection, and
 * nothing sent twice.
 *
 * <p>Lettuce's own time-outs of commands are not used: they hold for each command, not for all that a caller waits for.
 */
final class RedisConnector implements AutoCloseable {

    private static final int THREADS = 2;

    private static final Delay RECONNECT =
            Delay.exponential(Duration.ofMillis(50), Duration.ofSeconds(1), 2, TimeUnit.MILLISECONDS);

    private static final Duration TOPOLOGY_REFRESH = Duration.ofSeconds(30);

    /** Commands of the background, for which there has to be room when that of the callers is taken. */
    private static final int OWN_COMMANDS = 32;

    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final ClientResources resources;

    private final AbstractRedisClient client;

    private final RedisSettings settings;

    /**
     * Creates a client without a connection.
     *
     * @param settings how to connect
     * @param timer what counts time, and is stopped by its owner
     */
    RedisConnector(RedisSettings settings, Timer timer) {
        this.settings = settings;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .timer(timer)
                .reconnectDelay(RECONNECT)
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .build();
        this.client = (settings.topology() instanceof Cluster) ? clusterClient() : nodeClient();
    }

    private RedisClient nodeClient() {
        RedisClient created = RedisClient.create(resources);
        ClientOptions.Builder options = ClientOptions.builder();
        limit(options);
        created.setOptions(options.build());
        return created;
    }

    private RedisClusterClient clusterClient() {
        RedisClusterClient created = RedisClusterClient.create(resources, RedisAddresses.of(settings));
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        limit(options);
        options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                .enablePeriodicRefresh(TOPOLOGY_REFRESH)
                .build());
        created.setOptions(options.build());
        return created;
    }

    private void limit(ClientOptions.Builder options) {
        options.requestQueueSize(settings.requestQueue() + OWN_COMMANDS)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                // On by default since Lettuce 7: a command that it gives up keeps its place, and whoever counts places
                // is deceived.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                // What was under way when the connection broke may have run: it is not sent again.
                .replayFilter(command -> true)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connectTimeout())
                        .keepAlive(true)
                        .build());
        RedisTls tls = settings.tls();
        if (tls != null) {
            options.sslOptions(RedisAddresses.sslOptions(tls));
        }
    }

    /** Opens a connection, without waiting for it. That a connection to a cluster broke or is there again is not told. */
    CompletionStage<RedisSession> connect(Consumer<Object> connected, Consumer<Object> disconnected) {
        if (client instanceof RedisClusterClient cluster) {
            return cluster.refreshPartitionsAsync()
                    .thenCompose(known -> cluster.connectAsync(ByteArrayCodec.INSTANCE))
                    .thenApply(RedisSession::of);
        }
        List<RedisURI> addresses = RedisAddresses.of(settings);
        return ((RedisClient) client)
                .connectAsync(ByteArrayCodec.INSTANCE, addresses.get(0))
                .thenApply(connection -> {
                    connection.addListener(new ConnectionChanges(connected, disconnected));
                    return RedisSession.of(connection);
                });
    }

    @Override
    public void close() {
        client.shutdownAsync(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                .orTimeout(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(ex -> null)
                .join();
        Future<Boolean> ended = resources.shutdown(0, SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ended.get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException ex) {
            // The threads are daemons and end by themselves.
        }
    }
}
