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

import io.armature.batch.BatchRate;
import io.armature.batch.BatchSettings;
import io.armature.batch.BatchWriter;
import io.armature.mapping.Entities;
import io.armature.transfer.TableExporter;
import io.armature.transfer.TableImporter;
import io.armature.transfer.TransferSettings;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.csv.CsvMapper;

/** Auto-configuration of imports and exports, for applications that have Jackson with its format for CSV. */
@AutoConfiguration(after = BatchAutoConfiguration.class)
@ConditionalOnClass({JsonFactory.class, CsvMapper.class})
public final class TransferAutoConfiguration {

    TransferAutoConfiguration() {}

    @Bean
    TransferSettings transferSettings(BatchProperties properties) {
        return new TransferSettings(
                properties.toSettings().rate(),
                properties.price().toPrices(),
                properties.price().confirmAbove());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    TableImporter tableImporter(BatchWriter writer, Entities entities, BulkClient client, TransferSettings settings) {
        return new TableImporter(writer, entities, client.client(), settings);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    TableExporter tableExporter(BulkClient client, TransferSettings settings) {
        // Segments share a number; a rate that adapts has none.
        BatchRate rate = settings.rate() instanceof BatchRate.Adaptive
                ? BatchSettings.defaults().rate()
                : settings.rate();
        return new TableExporter(client.client(), rate);
    }
}
