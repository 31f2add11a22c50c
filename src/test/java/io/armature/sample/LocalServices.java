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
package io.armature.sample;

import io.armature.sample.local.LocalDynamoDb;
import io.armature.sample.local.LocalFiles;
import io.armature.sample.local.LocalKms;
import io.armature.sample.local.LocalRedis;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts DynamoDB Local and Redis on this machine when no others are configured, and adds where they are and what to encrypt
 * with to the configuration. They are ended after the application.
 */
@Order(PortCheck.ORDER + 1)
final class LocalServices implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final String ENDPOINT = "armature.client.endpoint";

    private static final String KEY_ID = "armature.encryption.key-id";

    private static final String KEY_FILE = "armature.encryption.local.key-file";

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        Map<String, Object> properties = new HashMap<>();
        URI endpoint = environment.getProperty(ENDPOINT, URI.class);
        boolean lasting = endpoint != null;
        if (endpoint == null) {
            endpoint = startDynamoDb();
            properties.put(ENDPOINT, endpoint.toString());
        }
        if (isLoopback(endpoint)) {
            // Emulators want some credentials, and no real ones need be on the machine
            properties.put("armature.client.credentials.access-key", "local");
            properties.put("armature.client.credentials.secret-key", "local");
        }
        properties.putAll(key(environment, lasting));
        if (!environment.containsProperty("spring.data.redis.host")
                && !environment.containsProperty("spring.data.redis.url")) {
            properties.putAll(startRedis());
        }
        environment.getPropertySources().addLast(new MapPropertySource("localServices", properties));
    }

    /** Takes KMS when there is one, else a key file, which lasts as long as the data that it protects. */
    private static Map<String, Object> key(ConfigurableEnvironment environment, boolean lasting) {
        if (environment.containsProperty(KEY_ID) || environment.containsProperty(KEY_FILE)) {
            return Map.of();
        }
        URI kms = environment.getProperty("armature.encryption.kms.endpoint", URI.class);
        if (kms != null) {
            return Map.of(KEY_ID, LocalKms.key(kms, environment.getRequiredProperty("armature.client.region")));
        }
        return Map.of(KEY_FILE, LocalFiles.keyFile(lasting).toString());
    }

    private static URI startDynamoDb() {
        LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        SpringApplication.getShutdownHandlers().add(dynamoDb::close);
        return dynamoDb.endpoint();
    }

    private static Map<String, Object> startRedis() {
        LocalRedis redis = LocalRedis.start();
        SpringApplication.getShutdownHandlers().add(redis::close);
        return Map.of("spring.data.redis.host", redis.host(), "spring.data.redis.port", redis.port());
    }

    private static boolean isLoopback(URI endpoint) {
        try {
            return InetAddress.getByName(endpoint.getHost()).isLoopbackAddress();
        } catch (UnknownHostException ex) {
            return false;
        }
    }
}
