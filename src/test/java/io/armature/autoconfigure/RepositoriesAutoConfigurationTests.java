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
package io.armature.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.armature.compatibility.modules.PlainNoteRepository;
import io.armature.compatibility.notes.Note;
import io.armature.compatibility.notes.NoteRepository;
import io.armature.observation.UpdateMetrics;
import io.armature.repository.DynamoDbRepositoryFactoryBean;
import io.armature.repository.DynamoDbTransactions;
import io.armature.repository.EnableDynamoDbRepositories;
import io.armature.repository.ExceptionTranslation;
import io.armature.repository.TableUnavailableException;
import io.armature.repository.UpdateSettings;
import io.armature.repository.UpdateSettings.Ambiguity;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RepositoriesAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClientAutoConfiguration.class,
                    MappingAutoConfiguration.class,
                    RepositoriesAutoConfiguration.class,
                    SchemaAutoConfiguration.class))
            .withUserConfiguration(NotesPackage.class)
            .withPropertyValues("armature.schema.check=off", "armature.client.region=eu-north-1");

    @Test
    void repositoriesWhenInPackageOfApplicationShouldBeFound() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(NoteRepository.class)
                .hasSingleBean(ExceptionTranslation.class)
                .doesNotHaveBean(PlainNoteRepository.class));
    }

    @Test
    void repositoriesWhenSwitchedOffShouldNotBeFound() {
        runner.withPropertyValues("armature.repositories.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(NoteRepository.class)
                        .doesNotHaveBean(DynamoDbRepositoryFactoryBean.class)
                        .hasSingleBean(ExceptionTranslation.class));
    }

    @Test
    void repositoriesWhenEnabledElsewhereShouldBeFoundThereOnly() {
        runner.withUserConfiguration(Elsewhere.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(PlainNoteRepository.class)
                        .doesNotHaveBean(NoteRepository.class));
    }

    @Test
    void repositoriesWhenEnabledByAnnotationAndSwitchedOffShouldBeFound() {
        runner.withUserConfiguration(Elsewhere.class)
                .withPropertyValues("armature.repositories.enabled=false")
                .run(context -> assertThat(context).hasSingleBean(PlainNoteRepository.class));
    }

    @Test
    void ownCodeWhenItIsARepositoryShouldGetTranslatedErrorsThatNameOperationAndTable() {
        runner.withConfiguration(AutoConfigurations.of(PersistenceExceptionTranslationAutoConfiguration.class))
                .withBean(OwnNotes.class)
                .withPropertyValues(
                        "armature.client.endpoint=http://127.0.0.1:1",
                        "armature.client.credentials.access-key=test",
                        "armature.client.credentials.secret-key=test")
                .run(context -> assertThatExceptionOfType(TableUnavailableException.class)
                        .isThrownBy(() -> context.getBean(OwnNotes.class).read())
                        .withMessageStartingWith("GetItem on table 'own-notes' found no connection to DynamoDB")
                        .withCauseInstanceOf(SdkClientException.class));
    }

    @Test
    void updateSettingsWhenNothingIsSaidShouldBeTheDefaults() {
        runner.run(context -> assertThat(context.getBean(UpdateSettings.class)).isEqualTo(UpdateSettings.defaults()));
    }

    @Test
    void updateSettingsShouldBeThoseOfTheProperties() {
        runner.withPropertyValues(
                        "armature.update.max-attempts=1",
                        "armature.update.timeout=1ms",
                        "armature.update.ambiguity=transaction")
                .run(context -> assertThat(context.getBean(UpdateSettings.class))
                        .isEqualTo(new UpdateSettings(1, Duration.ofMillis(1), Ambiguity.TRANSACTION)));
    }

    @ParameterizedTest
    @CsvSource({
        "armature.update.max-attempts, 0, It must be at least 1.",
        "armature.update.max-attempts, -1, It must be at least 1.",
        "armature.update.timeout, 0, It must be 1ms or more.",
        "armature.update.timeout, -1s, It must be 1ms or more.",
        "armature.update.timeout, 999us, It must be 1ms or more."
    })
    void startWhenAnUpdateSettingIsOutOfItsBoundsShouldFailAndNameTheKey(String key, String value, String advice) {
        runner.withPropertyValues(key + "=" + value)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                        .hasMessageContainingAll(key, advice));
    }

    @Test
    void startWhenAmbiguityIsUnknownShouldSayWhichThereAre() {
        runner.withPropertyValues("armature.update.ambiguity=guess")
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining("armature.update.ambiguity"));
    }

    @Test
    void transactionsShouldBeThereOnceAndMayBeReplaced() {
        runner.run(context -> assertThat(context).hasSingleBean(DynamoDbTransactions.class));
        DynamoDbTransactions own = mock();
        runner.withBean(DynamoDbTransactions.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(DynamoDbTransactions.class)).isSameAs(own));
    }

    @Test
    void updateMetricsShouldCountTheStatisticsOfTheApplication() {
        runner.run(context -> assertThat(context).hasSingleBean(UpdateMetrics.class));
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(UpdateMetrics.class));
    }

    /** Not final, so that Spring can make a proxy of it. */
    @Repository
    static class OwnNotes {

        private final DynamoDbClient client;

        OwnNotes(DynamoDbClient client) {
            this.client = client;
        }

        void read() {
            client.getItem(request -> request.tableName("own-notes").key(Map.of("id", AttributeValue.fromS("1"))));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Note.class)
    static class NotesPackage {}

    @Configuration(proxyBeanMethods = false)
    @EnableDynamoDbRepositories(basePackageClasses = PlainNoteRepository.class)
    static class Elsewhere {}
}
